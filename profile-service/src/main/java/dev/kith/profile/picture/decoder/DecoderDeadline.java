package dev.kith.profile.picture.decoder;

import java.time.Duration;

/** Watchdog that kills a decoder process after a deadline of processor time or wall-clock time. */
final class DecoderDeadline {

  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Process process;
  private final Duration processorTime;
  private final Duration wallClockTime;
  private final Duration usedBefore;
  private final long start = System.nanoTime();
  private final Thread thread;
  private volatile boolean killed;

  private DecoderDeadline(Process process, Duration processorTime, Duration wallClockTime) {
    this.process = process;
    this.processorTime = processorTime;
    this.wallClockTime = wallClockTime;
    this.usedBefore = used();
    this.thread = Thread.ofVirtual().name("picture-decoder-watch").unstarted(this::watch);
  }

  /**
   * @param processorTime maximum from now on
   */
  static DecoderDeadline start(Process process, Duration processorTime, Duration wallClockTime) {
    var watch = new DecoderDeadline(process, processorTime, wallClockTime);
    watch.thread.start();
    return watch;
  }

  boolean hasKilled() {
    return killed;
  }

  void stop() {
    thread.interrupt();
  }

  private void watch() {
    try {
      while (!isTooLong()) {
        Thread.sleep(INTERVAL);
      }
      killed = true;
      var _ = process.destroyForcibly();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isTooLong() {
    return System.nanoTime() - start > wallClockTime.toNanos()
        || used().minus(usedBefore).compareTo(processorTime) > 0;
  }

  /**
   * Processor time used so far; zero if the system does not report it, so that only the wall clock
   * decides.
   */
  private Duration used() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
