package dev.kith.notifier.wire;

/**
 * Token bucket for the frames of a client: a burst, then one frame per interval. Not thread-safe.
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

  /** Takes a token at {@code now}, in milliseconds; returns false if the bucket is empty. */
  public boolean take(long now) {
    var refilled = (int) Math.min(used, (now - since) / intervalMillis);
    if (refilled > 0 || used == 0) {
      since = now;
    }
    used += 1 - refilled;
    return used <= burst;
  }
}
