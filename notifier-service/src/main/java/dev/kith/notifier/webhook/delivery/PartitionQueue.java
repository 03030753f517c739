package dev.kith.notifier.webhook.delivery;

import dev.kith.notifier.webhook.DeliveryProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One partition of a courier: what was read of it and is not delivered yet. One request is under
 * way at a time, so that order holds. Only the courier's thread touches it.
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

  /** Reads on from there. */
  PartitionQueue(DeliveryProgress deliveryProgress, long next) {
    this.deliveryProgress = deliveryProgress.at(next);
    this.read = next;
    this.committed = next;
  }

  /** Whether all that was read is delivered. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isUnderWay() {
    return underWay;
  }

  /** What was read up to {@code next}: the part of it that is to be delivered. */
  void take(List<DeliveryBatch> batches, long next) {
    waiting.addAll(batches);
    read(next);
  }

  /** There was nothing to deliver before {@code next}. */
  void read(long next) {
    read = next;
    if (waiting.isEmpty()) {
      deliveryProgress = deliveryProgress.at(next);
    }
  }

  /** The next to send, if it is time; from then on it is under way. */
  Optional<DeliveryBatch> send(long now) {
    if (underWay || waiting.isEmpty() || dueAt - now > 0) {
      return Optional.empty();
    }
    underWay = true;
    return Optional.of(waiting.getFirst());
  }

  /** When there is something to send, in nanoseconds from {@code now}. */
  long dueIn(long now) {
    return underWay || waiting.isEmpty() ? Long.MAX_VALUE : Math.max(0, dueAt - now);
  }

  /** It was enabled again: what failed before does not count, and is tried at once. */
  void begin(long generation) {
    deliveryProgress = deliveryProgress.in(generation);
    failures = 0;
    hurry();
  }

  void hurry() {
    dueAt = System.nanoTime();
  }

  void taken(Instant now) {
    var deliveryBatch = waiting.removeFirst();
    var turned = failures > 0 || deliveryProgress.lastSuccess().isEmpty();
    underWay = false;
    failures = 0;
    deliveryProgress =
        deliveryProgress.succeeded(now, waiting.isEmpty() ? read : deliveryBatch.next());
    change(turned);
  }

  /** How often it has failed in a row. */
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

  /** Nothing if that is committed already. */
  Optional<Long> toCommit() {
    return deliveryProgress.next() == committed
        ? Optional.empty()
        : Optional.of(deliveryProgress.next());
  }

  void committed(long offset) {
    committed = offset;
  }

  /** What others should know, now and then; at once where it turned. */
  Optional<DeliveryProgress> toWrite(boolean now) {
    var due = now || System.nanoTime() - writtenAt >= WRITE_EVERY_NANOS;
    if (!changed || !due) {
      return Optional.empty();
    }
    changed = false;
    writtenAt = System.nanoTime();
    return Optional.of(deliveryProgress);
  }

  private void change(boolean turned) {
    changed = true;
    if (turned) {
      writtenAt -= WRITE_EVERY_NANOS;
    }
  }
}
