package dev.kith.kit.http;

import dev.kith.domain.Position;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a write expects, from {@code If-Match} and {@code If-None-Match}. */
public final class Conditions {

  private static final Pattern LETTERS = Pattern.compile("[a-z]+$");

  private Conditions() {}

  /**
   * The version that the piece must have; {@link Position#NONE} for {@code If-None-Match: *};
   * nothing if any will do.
   *
   * @throws ProblemException 412 for an entity tag that was never ours, 400 for what is not
   *     supported
   */
  public static Optional<Position> expects(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifMatch != null && ifNoneMatch != null) {
      throw unsupported("If-None-Match", "cannot be combined with If-Match");
    }
    if (ifNoneMatch != null) {
      if (!ifNoneMatch.strip().equals("*")) {
        throw unsupported("If-None-Match", "takes only * on a write");
      }
      return Optional.of(Position.NONE);
    }
    return Optional.ofNullable(ifMatch).map(Conditions::position);
  }

  /** As above, from the headers of a request. */
  public static Optional<Position> expects(HttpHeaders headers) {
    return expects(
        headers.getHeaderString(HttpHeaders.IF_MATCH),
        headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
  }

  /** Whether a read may be answered with 304: {@code tag} is one that the asker already has. */
  public static boolean isKnown(HttpHeaders headers, EntityTag tag) {
    var known = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    return known != null
        && Arrays.stream(known.split(",", -1))
            .map(String::strip)
            .map(text -> text.startsWith("W/") ? text.substring(2) : text)
            .anyMatch(text -> text.equals("*") || text.equals('"' + tag.getValue() + '"'));
  }

  /** The strong entity tag of a piece at {@code position}. */
  public static String entityTag(Position position) {
    return '"' + position.toString() + '"';
  }

  private static Position position(String ifMatch) {
    var tag = ifMatch.strip();
    if (tag.equals("*") || tag.contains(",")) {
      throw unsupported("If-Match", "takes one entity tag, as it came in ETag");
    }
    // letters after the position tell a reader of what else the answer was made, and a writer
    // nothing
    var quoted = tag.length() > 2 && tag.startsWith("\"") && tag.endsWith("\"");
    return Optional.of(tag)
        .filter(text -> quoted)
        .flatMap(text ->
            Position.parse(LETTERS.matcher(text.substring(1, text.length() - 1)).replaceAll("")))
        .orElseThrow(() ->
            ProblemException.of(
                Problem.Kind.VERSION_MOVED,
                "This entity tag is not one of the owner's or a backend's; read again and repeat with its ETag.",
                "If-Match"));
  }

  private static ProblemException unsupported(String header, String what) {
    return ProblemException.of(Problem.Kind.INVALID_FIELD, header + " " + what + ".", header);
  }
}
