package dev.kith.notifier.webhook.delivery;

import java.time.Duration;

/**
 * How long to wait before the next attempt: twice as long after each failure, and a random part of
 * it less, so that not all come back at once.
 *
 * @param first after the first failure, at most
 * @param longest after many failures, at most
 */
record BackOff(Duration first, Duration longest) {

  /** Beyond that, doubling would overflow; it is a matter of years. */
  private static final int MOST_DOUBLINGS = 30;

  /** {@code random} is from 0 to 1; the pause is between a half and the whole. */
  Duration pause(int failures, double random) {
    var doublings = Math.clamp(failures - 1, 0, MOST_DOUBLINGS);
    var whole = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis((long) (whole * (0.5 + random / 2)));
  }
}
