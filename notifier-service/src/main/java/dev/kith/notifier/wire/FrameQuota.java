package dev.kith.notifier.wire;

/**
 * A bucket of frames that a client may send: so many at once, then one in each interval. Not
 * thread-safe.
 */
public final class FrameQuota {

  private final int burst;
  private final long intervalMillis;
  private int used;
  private long since;

  public FrameQuota(int burst, long intervalMillis) {
    this.burst = burst;
    this.intervalMillis = intervalMillis;
  }

  /** Whether one more frame is within the quota at {@code now}, in milliseconds. */
  public boolean take(long now) {
    var forgiven = (int) Math.min(used, (now - since) / intervalMillis);
    if (forgiven > 0 || used == 0) {
      since = now;
    }
    used += 1 - forgiven;
    return used <= burst;
  }
}
