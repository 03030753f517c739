package dev.kith.notifier.webhook.delivery;

import java.time.Duration;

/**
 * Exponential back-off with jitter: the pause doubles with each failure, and a random part of it is
 * left out, so that not all webhooks retry at the same time.
 *
 * @param first after the first failure, at most
 * @param longest after many failures, at most
 */
record BackOff(Duration first, Duration longest) {

  /** Bound that keeps the shift from overflowing; such a pause is years long. */
  private static final int MAX_DOUBLINGS = 30;

  /**
   * Returns a pause between a half and the whole of its maximum.
   *
   * @param random from 0 to 1
   */
  Duration pause(int failures, double random) {
    var doublings = Math.clamp(failures - 1, 0, MAX_DOUBLINGS);
    var whole = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis((long) (whole * (0.5 + random / 2)));
  }
}
