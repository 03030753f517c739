package dev.kith.kit.halt;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Timer of the aborts that a test of faults asks for; used by one thread. */
final class AbortTimer {

  private final long interval;
  private final LongSupplier nanoTime;
  private long due;

  /**
   * Creates a timer whose first abort is due after one interval.
   *
   * @param interval 0 is never
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  AbortTimer(Duration interval, LongSupplier nanoTime) {
    this.interval = interval.toNanos();
    this.nanoTime = nanoTime;
    this.due = nanoTime.getAsLong() + this.interval;
  }

  /** Whether an abort is due; the next one is due after another interval. */
  boolean isDue() {
    if (interval == 0 || nanoTime.getAsLong() - due < 0) {
      return false;
    }
    due = nanoTime.getAsLong() + interval;
    return true;
  }
}
