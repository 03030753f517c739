package dev.kith.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Queue of items that arrive one by one from another process, for a test that waits for them. */
public final class Arrivals<T> {

  private final List<T> all = new ArrayList<>();
  private int taken;
  private boolean ended;

  public synchronized void add(T arrival) {
    all.add(arrival);
    notifyAll();
  }

  /**
   * Marks the end of the queue: no further item will arrive, and threads that wait return at once.
   */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Takes the oldest item that was not taken yet; returns empty if none arrives in time. */
  public synchronized Optional<T> take(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (taken == all.size()) {
      if (isOver(deadline)) {
        return Optional.empty();
      }
      wait(millisUntil(deadline));
    }
    return Optional.of(all.get(taken++));
  }

  /**
   * Waits for the first item that matches, taken or not, without taking it; returns empty if none
   * arrives in time.
   */
  public synchronized Optional<T> await(Predicate<T> fits, Duration within)
      throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    int seen = 0;
    while (true) {
      while (seen < all.size()) {
        T arrival = all.get(seen++);
        if (fits.test(arrival)) {
          return Optional.of(arrival);
        }
      }
      if (isOver(deadline)) {
        return Optional.empty();
      }
      wait(millisUntil(deadline));
    }
  }

  public synchronized List<T> all() {
    return List.copyOf(all);
  }

  public synchronized boolean hasEnded() {
    return ended;
  }

  private boolean isOver(long deadline) {
    return ended || System.nanoTime() >= deadline;
  }

  /**
   * Returns the milliseconds until the deadline plus 1, because {@code wait(0)} would wait forever.
   */
  private static long millisUntil(long deadline) {
    return Math.max(0, (deadline - System.nanoTime()) / 1_000_000) + 1;
  }
}
