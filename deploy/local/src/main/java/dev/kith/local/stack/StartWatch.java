package dev.kith.local.stack;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Progress detector of a starting process: it makes progress if what it waits for changes or if it
 * uses the processor. A busy machine slows a start down, so only missing progress is a reason to
 * give up.
 */
final class StartWatch {

  static final Duration MAX_STANDSTILL = Duration.ofMinutes(3);
  private static final Duration PRINT_INTERVAL = Duration.ofSeconds(15);

  /** Processor time that counts as progress: more than a merely waiting process uses. */
  private static final Duration PROGRESS_CPU_TIME = MAX_STANDSTILL.dividedBy(15);

  private final LongSupplier nanoTime;
  private String waitsFor = "";
  private Duration cpuTime = Duration.ZERO;
  private long progressAt;
  private long printedAt;

  StartWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.progressAt = nanoTime.getAsLong();
    this.printedAt = progressAt;
  }

  /** Records the current state: what the process waits for, and its processor time so far. */
  void see(String nowWaitsFor, Duration nowCpuTime) {
    if (!nowWaitsFor.equals(waitsFor)
        || nowCpuTime.minus(cpuTime).compareTo(PROGRESS_CPU_TIME) > 0) {
      waitsFor = nowWaitsFor;
      cpuTime = nowCpuTime;
      progressAt = nanoTime.getAsLong();
    }
  }

  boolean isStuck() {
    return nanoTime.getAsLong() - progressAt > MAX_STANDSTILL.toNanos();
  }

  /** Whether to print what the process waits for; true at most once per interval. */
  boolean isDue() {
    long now = nanoTime.getAsLong();
    if (now - printedAt < PRINT_INTERVAL.toNanos()) {
      return false;
    }
    printedAt = now;
    return true;
  }
}
