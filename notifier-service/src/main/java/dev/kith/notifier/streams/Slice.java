package dev.kith.notifier.streams;

import java.time.Duration;

/** How much may be told before others have their turn: so many peers, and so long. */
final class Slice {

  private final int most;
  private final long end;
  private int told;

  private Slice(int most, long nanos) {
    this.most = most;
    this.end = System.nanoTime() + nanos;
  }

  /**
   * The bounds of a slice.
   *
   * @param peers at most this many
   */
  record Limits(int peers, Duration time) {

    Slice slice() {
      return new Slice(peers, time.toNanos());
    }

    /** One that takes no longer than what came before it took. */
    Slice sliceNoLongerThan(long nanos) {
      return new Slice(peers, Math.min(nanos, time.toNanos()));
    }
  }

  /** All that there is. */
  static Slice unbounded() {
    return new Slice(Integer.MAX_VALUE, Long.MAX_VALUE >> 1);
  }

  /** One at least gets on, however short the time. */
  boolean isOver() {
    return told >= most || (told > 0 && System.nanoTime() - end > 0);
  }

  void count() {
    told++;
  }
}
