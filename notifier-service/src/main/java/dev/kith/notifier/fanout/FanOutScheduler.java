package dev.kith.notifier.fanout;

import java.util.function.Consumer;

/**
 * Scheduler of the walks of a task. After each slice the walks pause: as long as the slice took,
 * and {@value #LONG_REST} times as long once they have visited so many peers that they take long
 * anyway. Meanwhile the thread processes other records, and address books fold the updates.
 *
 * <p>A change during such a pause is written for a few peers at once and then waits with the other
 * walks. The next change may replace it.
 */
final class FanOutScheduler {

  /** Told in a moment, all the same; beyond, others must not notice. */
  private static final int MANY = 20_000;

  private static final int LONG_REST = 4;

  private final Walks walks;
  private final Slice.Limits limits;
  private long told;
  private long restsUntil;

  FanOutScheduler(Walks walks, Slice.Limits limits) {
    this.walks = walks;
    this.limits = limits;
    this.restsUntil = limits.now();
  }

  /** Begins a walk: whom the slice reaches is told at once. */
  void begin(Consumer<Slice> walk) {
    var began = limits.now();
    var slice = isRested(began) ? limits.slice() : limits.few();
    walk.accept(slice);
    rest(began, slice);
  }

  /** The walks go on if there are any, and they have rested; answers whether there are. */
  boolean goOn() {
    if (walks.isIdle()) {
      told = 0;
      return false;
    }
    var began = limits.now();
    if (isRested(began)) {
      var slice = limits.slice();
      walks.goOn(slice);
      rest(began, slice);
    }
    return true;
  }

  private boolean isRested(long now) {
    return now - restsUntil >= 0;
  }

  private void rest(long began, Slice slice) {
    told += slice.counted();
    var now = limits.now();
    var until = now + (now - began) * (told < MANY ? 1 : LONG_REST);
    if (until - restsUntil > 0) {
      restsUntil = until;
    }
  }
}
