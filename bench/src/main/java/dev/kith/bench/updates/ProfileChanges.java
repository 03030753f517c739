package dev.kith.bench.updates;

import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Changes of one profile whose status is the number of the change, and the times of their
 * responses.
 */
final class ProfileChanges implements SustainedRun.Source {

  private static final int OK = 200;

  private final Person subject;
  private final Api api;
  private final AtomicLongArray intended;
  private final AtomicLongArray answered;
  private final AtomicInteger refused = new AtomicInteger();
  private final Phaser answers = new Phaser(1);

  /** Creates the changes of one run, at most {@link SustainedRun#MOST_CHANGES}. */
  ProfileChanges(Person subject) {
    this(subject, SustainedRun.MOST_CHANGES);
  }

  ProfileChanges(Person subject, int most) {
    this.subject = subject;
    this.api = subject.api();
    this.intended = new AtomicLongArray(most);
    this.answered = new AtomicLongArray(most);
  }

  /**
   * Sends a change and does not wait.
   *
   * @param intendedNanos when it was meant to be sent, by {@link System#nanoTime}
   */
  void send(int number, long intendedNanos) {
    intended.set(number, intendedNanos);
    answers.register();
    var _ =
        api.sendAsync("PATCH", subject.profilePath(), "{\"status\":\"" + number + "\"}")
            .whenComplete((answer, failure) -> {
              answered.set(number, System.nanoTime());
              if (failure != null || answer.status() != OK) {
                refused.incrementAndGet();
              }
              answers.arriveAndDeregister();
            });
  }

  @Override
  public void send(int number) {
    send(number, System.nanoTime());
  }

  /** Waits for the responses to all changes that were sent. */
  @Override
  public void awaitSent() {
    answers.arriveAndAwaitAdvance();
  }

  /** Returns the number of refused changes; a change without a response counts as refused. */
  int refused() {
    return refused.get();
  }

  long intended(int number) {
    return intended.get(number);
  }

  long answered(int number) {
    return answered.get(number);
  }
}
