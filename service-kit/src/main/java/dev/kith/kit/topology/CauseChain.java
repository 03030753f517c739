package dev.kith.kit.topology;

import dev.kith.schemas.RegistryUnavailable;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * Text and classification of a failure with all its causes; Kafka's clients put the reason into the
 * innermost cause.
 */
public final class CauseChain {

  private CauseChain() {}

  /**
   * Whether a failure may be caused by the record that is being folded, and not by brokers, disks
   * or other nodes; skipping a record does not resolve the latter.
   */
  static boolean isOfTheRecord(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException) {
        return true;
      }
      if (isOfTheSurroundings(cause)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfTheSurroundings(Throwable cause) {
    return cause instanceof ApiException
        || cause instanceof InterruptException
        || cause instanceof TaskMigratedException
        || cause instanceof TaskCorruptedException
        || cause instanceof ProcessorStateException
        || cause instanceof RegistryUnavailable
        || cause instanceof IOException
        || cause instanceof TimeoutException
        || cause instanceof InterruptedException;
  }

  /**
   * Messages of all causes, such as {@code "Failed to create new KafkaAdminClient: No resolvable
   * bootstrap urls given"}.
   */
  public static String of(Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (!(cause instanceof ExecutionException)) {
        messages.add(
            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
      }
    }
    return String.join(": ", messages);
  }
}
