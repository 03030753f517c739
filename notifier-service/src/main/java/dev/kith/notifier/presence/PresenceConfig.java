package dev.kith.notifier.presence;

import java.time.Duration;

/**
 * How presence is told.
 *
 * @param grace who comes back within it was never away
 * @param nodeTimeout a node that was not heard of for so long is dead, and its sessions with it
 * @param subscribers of one subject that are told without asking, at most
 */
public record PresenceConfig(Duration grace, Duration nodeTimeout, int subscribers) {

  public static final PresenceConfig DEFAULT =
      new PresenceConfig(Duration.ofSeconds(5), Duration.ofSeconds(15), 1_000);

  /** Counts who came and who went. */
  @FunctionalInterface
  public interface Transitions {
    void count(boolean online);
  }
}
