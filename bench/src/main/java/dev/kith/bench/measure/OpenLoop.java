package dev.kith.bench.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Open loop: starts operations at fixed times, whether or not earlier ones have ended.
 *
 * <p>What it starts is told when it was meant to start: measured from there, a stall counts for all
 * that had to wait behind it, and not only for the one that met it.
 */
public record OpenLoop(int rate, Duration duration) {

  /** One of the things that are started. */
  @FunctionalInterface
  public interface Shot {
    /** {@code intendedNanos} is on the scale of {@link System#nanoTime}. */
    void fire(int number, long intendedNanos);
  }

  public int count() {
    return (int) (duration.toMillis() * rate / 1000);
  }

  /** Returns after the last was started. */
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
