package dev.kith.notifier.fanout;

import java.util.function.Consumer;

/**
 * When the walks of a task have their turn. After each slice they rest: as long as the slice took,
 * and {@value #LONG_REST} times as long once they have told so many that they are not done soon
 * anyway. Meanwhile the thread takes what others say, and address books fold what was told.
 *
 * <p>A change that comes while they rest is told to a few at once and waits for its turn with all
 * others; the next change may take its place.
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
