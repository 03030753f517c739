package dev.kith.kit.trace;

import io.quarkus.logging.LoggingFilter;
import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Log filter that masks addresses in paths. Kith masks its own log lines itself; this filter
 * handles those of Quarkus and Vert.x about requests that they fail to process.
 */
@LoggingFilter(name = "kith-addresses")
public final class AddressFilter implements Filter {

  /**
   * Path segment behind a word that an address follows, unless it is a hash already ({@link
   * AddressHash}).
   */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(/(?:users|groups|contacts|blocks|pairs|can-message)/)(?!me\\b|[0-9a-f]{16}\\b)[^/\\s?#\"'<>]+");

  private static final Pattern QUERY = Pattern.compile("(/v1/[^\\s?\"'<>]*\\?)[^\\s\"'<>]+");

  private static final String MASK = "$1***";
  private static final int DEEPEST = 20;

  @Override
  public boolean isLoggable(LogRecord entry) {
    var text = entry.getMessage();
    if (text != null && containsAddress(text)) {
      setMessage(entry, masked(text));
    }
    var parameters = entry.getParameters();
    if (parameters != null && Arrays.stream(parameters).anyMatch(AddressFilter::containsAddress)) {
      entry.setParameters(
          Arrays.stream(parameters)
              .map(each -> containsAddress(each) ? masked(each.toString()) : each)
              .toArray());
    }
    if (containsAddress(entry.getThrown(), 0)) {
      entry.setThrown(MaskedFailure.of(entry.getThrown(), 0));
    }
    return true;
  }

  /** Keeps the message's format style, which the plain setter would change. */
  private static void setMessage(LogRecord entry, String text) {
    if (entry instanceof ExtLogRecord known) {
      known.setMessage(text, known.getFormatStyle());
    } else {
      entry.setMessage(text);
    }
  }

  private static boolean containsAddress(@Nullable Object value) {
    if (value == null || value instanceof Number) {
      return false;
    }
    var text = value.toString();
    return text != null && !masked(text).equals(text);
  }

  static String masked(String text) {
    return ADDRESS.matcher(QUERY.matcher(text).replaceAll(MASK)).replaceAll(MASK);
  }

  private static boolean containsAddress(@Nullable Throwable failure, int depth) {
    return failure != null
        && depth < DEEPEST
        && (containsAddress(failure.toString()) || containsAddress(failure.getCause(), depth + 1));
  }

  /** Failure with the same stack trace and masked messages. */
  private static final class MaskedFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private MaskedFailure(Throwable failure, @Nullable Throwable cause) {
      super(masked(failure.toString()), cause);
      setStackTrace(failure.getStackTrace());
    }

    static @Nullable MaskedFailure of(@Nullable Throwable failure, int depth) {
      return failure == null || depth == DEEPEST
          ? null
          : new MaskedFailure(failure, of(failure.getCause(), depth + 1));
    }
  }
}
