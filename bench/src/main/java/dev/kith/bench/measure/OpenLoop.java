package dev.kith.bench.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Open loop: starts operations at fixed times, whether or not earlier ones have ended.
 *
 * <p>Each operation receives the time at which it was meant to start. Latencies are measured from
 * that time, so that a stall counts for all operations that it delayed.
 */
public record OpenLoop(int rate, Duration duration) {

  /** Operation that the loop starts. */
  @FunctionalInterface
  public interface Shot {
    /**
     * Starts the operation.
     *
     * @param intendedNanos when it was meant to start, by {@link System#nanoTime}
     */
    void fire(int number, long intendedNanos);
  }

  public int count() {
    return (int) (duration.toMillis() * rate / 1000);
  }

  /** Starts all operations, and returns after the last was started. */
  public void run(Shot shot) {
    long period = 1_000_000_000L / rate;
    long start = System.nanoTime() + period;
    for (int number = 0; number < count(); number++) {
      long intended = start + number * period;
      sleepUntil(intended);
      shot.fire(number, intended);
    }
  }

  private static void sleepUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
