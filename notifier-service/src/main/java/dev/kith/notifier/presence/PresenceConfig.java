package dev.kith.notifier.presence;

import java.time.Duration;

/**
 * Settings of the presence fold.
 *
 * @param grace a user who reconnects within this time does not go offline
 * @param nodeTimeout a node without a heartbeat for this long is dead, and its sessions with it
 */
public record PresenceConfig(Duration grace, Duration nodeTimeout) {

  public static final PresenceConfig DEFAULT =
      new PresenceConfig(Duration.ofSeconds(5), Duration.ofSeconds(15));

  /** Counter of users who went online or offline. */
  @FunctionalInterface
  public interface Transitions {
    void count(boolean online);
  }
}
