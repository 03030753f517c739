package dev.kith.notifier.fanout;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Bound of one slice of a fan-out: a number of peers and a duration. */
public final class Slice {

  private final int most;
  private final long end;
  private final LongSupplier nanoTime;
  private int told;

  private Slice(int most, long nanos, LongSupplier nanoTime) {
    this.most = most;
    this.end = nanoTime.getAsLong() + nanos;
    this.nanoTime = nanoTime;
  }

  /**
   * The bounds of a slice.
   *
   * @param peers at most this many
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  public record Limits(int peers, Duration time, LongSupplier nanoTime) {

    public Limits(int peers, Duration time) {
      this(peers, time, System::nanoTime);
    }

    long now() {
      return nanoTime.getAsLong();
    }

    public Slice slice() {
      return new Slice(peers, time.toNanos(), nanoTime);
    }

    /** A number of peers that delays others by little; most audiences are smaller. */
    Slice few() {
      return new Slice(Math.max(1, peers / 10), time.toNanos(), nanoTime);
    }
  }

  /** All that there is. */
  static Slice unbounded() {
    return new Slice(Integer.MAX_VALUE, 0, () -> 0);
  }

  /** One at least gets on, however short the time. */
  boolean isOver() {
    return told >= most || (told > 0 && nanoTime.getAsLong() - end > 0);
  }

  void count() {
    told++;
  }

  /** How many were told, or passed by. */
  int counted() {
    return told;
  }
}
