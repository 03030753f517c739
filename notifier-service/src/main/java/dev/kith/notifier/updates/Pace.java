package dev.kith.notifier.updates;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Pace of the work behind the fold. After each slice there is a pause in which the task folds
 * records: as long as the slice took, and {@value #LONG_PAUSE} times as long once the work takes
 * long anyway.
 */
public final class Pace {

  /** Entries after which the work takes long anyway. */
  private static final int MANY = 20_000;

  private static final int LONG_PAUSE = 4;

  private final int most;
  private final Duration time;
  private final LongSupplier nanoTime;
  private long visited;
  private long pausesUntil;

  /**
   * Creates a pace.
   *
   * @param most entries in one slice, at most
   * @param time duration of one slice
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  public Pace(int most, Duration time, LongSupplier nanoTime) {
    this.most = most;
    this.time = time;
    this.nanoTime = nanoTime;
    this.pausesUntil = nanoTime.getAsLong();
  }

  /** Does one slice of the work, unless there is a pause. */
  void slice(Consumer<Slice> work) {
    var began = nanoTime.getAsLong();
    if (began - pausesUntil < 0) {
      return;
    }
    var slice = Slice.begin(most, time, nanoTime);
    work.accept(slice);
    visited += slice.visited();
    var now = nanoTime.getAsLong();
    pausesUntil = now + (now - began) * (visited < MANY ? 1 : LONG_PAUSE);
  }

  /** All work is done: the next slice needs no pause before it. */
  void idle() {
    visited = 0;
    pausesUntil = nanoTime.getAsLong();
  }
}
