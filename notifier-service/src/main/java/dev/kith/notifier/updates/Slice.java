package dev.kith.notifier.updates;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Bound of one slice of work: a number of entries and a duration. */
final class Slice {

  private final int most;
  private final long end;
  private final LongSupplier nanoTime;
  private int visited;

  private Slice(int most, long end, LongSupplier nanoTime) {
    this.most = most;
    this.end = end;
    this.nanoTime = nanoTime;
  }

  /** Begins a slice of at most {@code most} entries and this duration. */
  static Slice begin(int most, Duration time, LongSupplier nanoTime) {
    return new Slice(most, nanoTime.getAsLong() + time.toNanos(), nanoTime);
  }

  /** One entry at least is visited, however short the time. */
  boolean isOver() {
    return visited >= most || (visited > 0 && nanoTime.getAsLong() - end > 0);
  }

  void count() {
    visited++;
  }

  /** Entries that were visited. */
  int visited() {
    return visited;
  }

  /** Entries that may still be visited. */
  int left() {
    return most - visited;
  }
}
