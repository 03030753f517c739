package dev.kith.kit.http;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A high quantile of the most recent durations. It is computed anew after every {@value #INTERVAL}
 * durations, of the last {@value #KEPT}.
 */
final class RecentDurations {

  private static final int KEPT = 1_024;
  private static final int INTERVAL = 64;

  /** How many of the durations that are kept may be longer than the quantile. */
  private static final int LONGER = 15;

  private final AtomicLongArray durations = new AtomicLongArray(KEPT);
  private final AtomicInteger added = new AtomicInteger();
  private volatile long quantile;

  /** Adds a duration, in nanoseconds. */
  void add(long nanos) {
    int number = added.getAndIncrement();
    durations.set(number & (KEPT - 1), nanos);
    if ((number & (INTERVAL - 1)) == INTERVAL - 1) {
      quantile = compute();
    }
  }

  private long compute() {
    long[] sorted = new long[KEPT];
    Arrays.setAll(sorted, durations::get);
    Arrays.sort(sorted);
    return sorted[KEPT - 1 - LONGER];
  }

  /** The quantile in nanoseconds; 0 before the first {@value #INTERVAL} durations. */
  long quantile() {
    return quantile;
  }
}
