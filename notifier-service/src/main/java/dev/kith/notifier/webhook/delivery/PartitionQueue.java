package dev.kith.notifier.webhook.delivery;

import dev.kith.notifier.webhook.DeliveryProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Queue of one partition of a delivery: batches that were read but not delivered. One request is
 * under way at a time, so that the order is kept. Confined to the delivery's thread.
 */
final class PartitionQueue {

  private static final long WRITE_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  private final Deque<DeliveryBatch> waiting = new ArrayDeque<>();
  private DeliveryProgress deliveryProgress;
  private long read;
  private long committed;
  private boolean underWay;
  private int failures;
  private long dueAt = System.nanoTime();
  private boolean changed;
  private long writtenAt = System.nanoTime();

  /** Creates a queue that is read from {@code next} on. */
  PartitionQueue(DeliveryProgress deliveryProgress, long next) {
    this.deliveryProgress = deliveryProgress.at(next);
    this.read = next;
    this.committed = next;
  }

  /** Returns whether everything that was read is delivered. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isUnderWay() {
    return underWay;
  }

  /** Adds batches: the part of what was read up to {@code next} that the webhook wants. */
  void take(List<DeliveryBatch> batches, long next) {
    waiting.addAll(batches);
    read(next);
  }

  /** Everything up to {@code next} was read, and nothing of it is to be delivered. */
  void read(long next) {
    read = next;
    if (waiting.isEmpty()) {
      deliveryProgress = deliveryProgress.at(next);
    }
  }

  /** Returns the next batch if it is due, and marks it as under way. */
  Optional<DeliveryBatch> send(long now) {
    if (underWay || waiting.isEmpty() || dueAt - now > 0) {
      return Optional.empty();
    }
    underWay = true;
    return Optional.of(waiting.getFirst());
  }

  /** Returns in how many nanoseconds from {@code now} a batch is due. */
  long dueIn(long now) {
    return underWay || waiting.isEmpty() ? Long.MAX_VALUE : Math.max(0, dueAt - now);
  }

  /** Starts a new generation: earlier failures do not count, and the next batch is due at once. */
  void begin(long generation) {
    deliveryProgress = deliveryProgress.in(generation);
    failures = 0;
    makeDue();
  }

  void makeDue() {
    dueAt = System.nanoTime();
  }

  void taken(Instant now) {
    var deliveryBatch = waiting.removeFirst();
    var outcomeChanged = failures > 0 || deliveryProgress.lastSuccess().isEmpty();
    underWay = false;
    failures = 0;
    deliveryProgress =
        deliveryProgress.succeeded(now, waiting.isEmpty() ? read : deliveryBatch.next());
    change(outcomeChanged);
  }

  /** Records a failure; returns how many there were in a row. */
  int failed(Instant now, String cause) {
    underWay = false;
    failures++;
    deliveryProgress = deliveryProgress.failed(now, cause);
    change(failures == 1);
    return failures;
  }

  void pause(Duration pause) {
    dueAt = System.nanoTime() + pause.toNanos();
  }

  DeliveryProgress reached() {
    return deliveryProgress;
  }

  /** Returns the offset to commit; empty if it is committed already. */
  Optional<Long> toCommit() {
    return deliveryProgress.next() == committed
        ? Optional.empty()
        : Optional.of(deliveryProgress.next());
  }

  void committed(long offset) {
    committed = offset;
  }

  /**
   * Returns the progress to be written to {@code kith.webhooks}: every few seconds, and at once
   * when success and failure alternate.
   */
  Optional<DeliveryProgress> toWrite(boolean now) {
    var due = now || System.nanoTime() - writtenAt >= WRITE_EVERY_NANOS;
    if (!changed || !due) {
      return Optional.empty();
    }
    changed = false;
    writtenAt = System.nanoTime();
    return Optional.of(deliveryProgress);
  }

  private void change(boolean outcomeChanged) {
    changed = true;
    if (outcomeChanged) {
      writtenAt -= WRITE_EVERY_NANOS;
    }
  }
}
