package dev.kith.notifier.live;

/** Listener to the polls of the tail, so that connections are flushed once for each poll. */
@FunctionalInterface
public interface PollListener {

  /** All records of a poll were offered. On the tail's thread. */
  void polled();
}
