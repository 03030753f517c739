package dev.kith.local.stack;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Progress detector of a starting process: it makes progress if what it waits for changes or if it
 * uses the processor. A busy machine slows a start down, so only missing progress is a reason to
 * give up.
 */
final class StartWatch {

  static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(15);

  /** Processor time that counts as progress: more than a merely waiting process uses. */
  private static final Duration WORK = PATIENCE.dividedBy(15);

  private final LongSupplier nanoTime;
  private String waitsFor = "";
  private Duration worked = Duration.ZERO;
  private long progressAt;
  private long toldAt;

  StartWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.progressAt = nanoTime.getAsLong();
    this.toldAt = progressAt;
  }

  /** Records the current state: what the process waits for, and its processor time so far. */
  void see(String nowWaitsFor, Duration nowWorked) {
    if (!nowWaitsFor.equals(waitsFor) || nowWorked.minus(worked).compareTo(WORK) > 0) {
      waitsFor = nowWaitsFor;
      worked = nowWorked;
      progressAt = nanoTime.getAsLong();
    }
  }

  boolean isStuck() {
    return nanoTime.getAsLong() - progressAt > PATIENCE.toNanos();
  }

  /** Whether to print what the process waits for; true at most once per interval. */
  boolean isDue() {
    long now = nanoTime.getAsLong();
    if (now - toldAt < BETWEEN_WORDS.toNanos()) {
      return false;
    }
    toldAt = now;
    return true;
  }
}
