package dev.kith.kit.pacing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Pacer of one consumer's polls. After a poll that returned few records the next one waits, so that
 * more records arrive together: each poll costs this process and the broker much more than one more
 * record does. While a request waits for a fold, and when there is a backlog, nothing is delayed.
 * Used by one thread.
 */
public final class PollPacer {

  /** From this many records on, a poll is worth its cost. */
  private static final int ENOUGH = 64;

  private final WaitingRequests waiting;
  private final long interval;
  private final LongSupplier nanoTime;
  private long due;

  /**
   * Creates a pacer.
   *
   * @param interval shortest time between two polls that return few records; 0 is none
   */
  public PollPacer(WaitingRequests waiting, Duration interval) {
    this(waiting, interval, System::nanoTime);
  }

  PollPacer(WaitingRequests waiting, Duration interval, LongSupplier nanoTime) {
    this.waiting = waiting;
    this.interval = interval.toNanos();
    this.nanoTime = nanoTime;
    this.due = nanoTime.getAsLong();
  }

  /** Waits until the next poll is due, or a request waits for a fold. */
  public void await() {
    var rest = due - nanoTime.getAsLong();
    if (rest > 0) {
      waiting.parkWhileNone(rest);
    }
  }

  /** Called after each poll with the number of records that it returned. */
  public void polled(int records) {
    if (records > 0) {
      due = nanoTime.getAsLong() + (records < ENOUGH ? interval : 0);
    }
  }
}
