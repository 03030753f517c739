package dev.kith.local.stack;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells whether a process that starts makes progress: what it waits for changes, or it uses the
 * processor. A busy machine makes a start long, and only a standstill is a reason to give up.
 */
final class StartWatch {

  static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(15);

  /** More than a process takes that only waits. */
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

  /** Takes what was just seen: what the process waits for, and its processor time so far. */
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

  /** Whether it is time to tell what is waited for; then not for a while. */
  boolean isDue() {
    long now = nanoTime.getAsLong();
    if (now - toldAt < BETWEEN_WORDS.toNanos()) {
      return false;
    }
    toldAt = now;
    return true;
  }
}
