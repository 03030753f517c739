package dev.kith.kit.streams;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** What a failure says, with all that caused it: Kafka's clients say what happened last of all. */
final class Causes {

  private Causes() {}

  /**
   * Such as {@code "Failed to create new KafkaAdminClient: No resolvable bootstrap urls given"}.
   */
  static String of(Throwable failure) {
    Set<String> said = new LinkedHashSet<>();
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (!(cause instanceof ExecutionException)) {
        said.add(
            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
      }
    }
    return String.join(": ", said);
  }
}
