package dev.kith.notifier.streams;

/**
 * When the walks of a task have their turn. After each slice they rest: as long as the slice took,
 * and {@value #LONG_REST} times as long once they have told so many that they are not done soon
 * anyway. Meanwhile the thread takes what others say, and address books fold what was told.
 */
final class Turns {

  /** Told in a moment, all the same; beyond, others must not notice. */
  private static final int MANY = 20_000;

  private static final int LONG_REST = 4;

  private final Walks walks;
  private final Slice.Limits limits;
  private long told;
  private long restsUntil;

  Turns(Walks walks, Slice.Limits limits) {
    this.walks = walks;
    this.limits = limits;
    this.restsUntil = limits.now();
  }

  /** The walks go on if there are any, and they have rested. */
  void goOn() {
    if (walks.isIdle()) {
      told = 0;
      return;
    }
    var began = limits.now();
    if (began - restsUntil >= 0) {
      told += walks.goOn(limits.slice());
      var now = limits.now();
      restsUntil = now + (now - began) * (told < MANY ? 1 : LONG_REST);
    }
  }
}
