package dev.kith.notifier.webhook.delivery;

import dev.kith.notifier.webhook.Webhook;
import dev.kith.notifier.webhook.WebhookRegistration;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Delivery of one webhook: it reads the partitions of {@code kith.updates} that the webhook's
 * consumer group assigns to this node, and sends their updates. Runs on one thread, which never
 * blocks on the receiver: outcomes are queued for it.
 */
final class WebhookDelivery implements ConsumerRebalanceListener {

  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
  private static final Duration LAST_ANSWERS_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
  private static final long COMMIT_INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

  private final DeliveryContext parts;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final PartitionQueues partitionQueues;
  private final UpdateReader reader;
  private final AutoDisable autoDisable;
  private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private long committedAt = System.nanoTime();
  private long generation;
  private volatile WebhookRegistration webhookRegistration;
  private volatile boolean urlChanged;
  private volatile boolean stopping;

  private record Answer(TopicPartition place, PartitionQueue queue, DeliveryOutcome outcome) {}

  WebhookDelivery(
      WebhookRegistration webhookRegistration,
      DeliveryContext parts,
      KafkaConsumer<byte[], byte[]> consumer) {
    this.webhookRegistration = webhookRegistration;
    this.generation = webhookRegistration.webhook().generation();
    this.parts = parts;
    this.consumer = consumer;
    this.partitionQueues = new PartitionQueues(consumer);
    this.reader = new UpdateReader(parts.wire);
    this.autoDisable = new AutoDisable(parts);
  }

  /** Takes a change of the webhook; the next request uses it. */
  void follow(WebhookRegistration newer) {
    urlChanged |= !newer.webhook().url().equals(webhookRegistration.webhook().url());
    webhookRegistration = newer;
    consumer.wakeup();
  }

  /** Stops the delivery soon; returns at once. */
  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  /** Delivers until it is stopped, or until Kafka fails. */
  void run() {
    consumer.subscribe(List.of(Topics.UPDATES.name()), this);
    try {
      while (!stopping) {
        step();
      }
    } finally {
      leave();
    }
  }

  private void step() {
    try {
      settle();
      partitionQueues.placeNew(webhookRegistration);
      commitIfDue();
      sendDue();
      partitionQueues.chooseWhatToRead(autoDisable.isStopped(webhookRegistration.webhook()));
      var records = consumer.poll(pollTimeout());
      records.partitions().forEach(place -> take(place, records.records(place)));
      partitionQueues.skipMarkers();
      report(false);
    } catch (WakeupException asked) {
      // an answer has arrived, or the webhook has changed
    }
  }

  private void settle() {
    for (var answer = answers.poll(); answer != null; answer = answers.poll()) {
      if (partitionQueues.has(answer.place, answer.queue)) {
        settle(answer.queue, answer.outcome);
      }
    }
    var current = webhookRegistration.webhook().generation();
    if (current != generation) {
      generation = current;
      partitionQueues.all().forEach(queue -> queue.begin(current));
    }
    if (urlChanged) {
      urlChanged = false;
      partitionQueues.all().forEach(PartitionQueue::makeDue);
    }
  }

  private void settle(PartitionQueue queue, DeliveryOutcome outcome) {
    var now = Instant.now();
    var webhook = webhookRegistration.webhook();
    switch (outcome) {
      case DeliveryOutcome.Taken _ -> {
        count("taken");
        queue.taken(now);
      }
      case DeliveryOutcome.Failed failed -> {
        count("failed");
        pause(queue, queue.failed(now, failed.cause()), failed.retryAfter().orElse(Duration.ZERO));
        autoDisable.stopIfFailingTooLong(webhook, queue.reached(), now);
      }
      case DeliveryOutcome.Gone _ -> {
        count("gone");
        var cause = "The receiver answered 410: it wants no more requests";
        pause(queue, queue.failed(now, cause), Duration.ZERO);
        autoDisable.stop(webhook, cause);
      }
    }
  }

  private void pause(PartitionQueue queue, int failures, Duration atLeast) {
    var pause = parts.backOff.pause(failures, ThreadLocalRandom.current().nextDouble());
    queue.pause(pause.compareTo(atLeast) > 0 ? pause : atLeast);
  }

  private void commitIfDue() {
    if (System.nanoTime() - committedAt >= COMMIT_INTERVAL_NANOS) {
      partitionQueues.commit(partitionQueues.places());
      committedAt = System.nanoTime();
    }
  }

  private void sendDue() {
    if (autoDisable.isStopped(webhookRegistration.webhook())) {
      return;
    }
    var now = System.nanoTime();
    partitionQueues.forEach((place, queue) ->
        queue
            .send(now)
            .ifPresent(
                deliveryBatch -> send(webhookRegistration.webhook(), place, queue, deliveryBatch)));
  }

  private void send(
      Webhook webhook, TopicPartition place, PartitionQueue queue, DeliveryBatch deliveryBatch) {
    var _ =
        parts
            .webhookSender
            .send(webhook, deliveryBatch)
            .thenAccept(outcome -> {
              answers.add(new Answer(place, queue, outcome));
              consumer.wakeup();
            });
  }

  private Duration pollTimeout() {
    var longest = LONGEST_POLL.toNanos();
    if (autoDisable.isStopped(webhookRegistration.webhook())) {
      return LONGEST_POLL;
    }
    var now = System.nanoTime();
    var next =
        partitionQueues.all().stream().mapToLong(queue -> queue.dueIn(now)).min().orElse(longest);
    return Duration.ofNanos(Math.min(next, longest));
  }

  private void take(TopicPartition place, List<ConsumerRecord<byte[], byte[]>> records) {
    var batches =
        parts.deliveryBatcher.of(
            webhookRegistration.webhook(), place.partition(), reader.read(records));
    partitionQueues.get(place).take(batches, records.getLast().offset() + 1);
  }

  private void report(boolean now) {
    var id = webhookRegistration.webhook().id();
    for (var queue : partitionQueues.all()) {
      queue.toWrite(now).ifPresent(reached -> parts.webhookLog.note(id, reached));
    }
  }

  private void count(String outcome) {
    var id = webhookRegistration.webhook().id();
    parts.metrics.counter("kith.webhooks.requests", "webhook", id, "outcome", outcome).increment();
  }

  /** Sends no request to the broker, because a wake-up may interrupt it. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> places) {
    partitionQueues.add(places);
  }

  /**
   * Waits for the last answers and commits, because the next owner continues after the accepted
   * updates.
   */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> places) {
    finish(Set.copyOf(places), parts.timeout);
    partitionQueues.remove(places);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> places) {
    partitionQueues.remove(places);
  }

  private void finish(Set<TopicPartition> places, Duration timeout) {
    var deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (places.stream().anyMatch(partitionQueues::isUnderWay)
          && deadline - System.nanoTime() > 0) {
        var answer = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (answer != null) {
          answers.add(answer);
          settle();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    commitDespiteWakeUps(places);
    report(true);
  }

  private void commitDespiteWakeUps(Set<TopicPartition> places) {
    while (true) {
      try {
        partitionQueues.commit(places);
        return;
      } catch (WakeupException asked) {
        // each answer wakes up once, so the loop ends
      }
    }
  }

  private void leave() {
    try {
      finish(partitionQueues.places(), LAST_ANSWERS_TIMEOUT);
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
  }
}
