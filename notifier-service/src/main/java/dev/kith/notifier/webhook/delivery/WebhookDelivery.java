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
 * Delivers one webhook's updates from those partitions of {@code kith.updates} that this node has
 * of its group. Runs on one thread, which never waits for the receiver: answers come back to it.
 */
final class WebhookDelivery implements ConsumerRebalanceListener {

  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
  private static final Duration LAST_ANSWERS_WITHIN = Duration.ofSeconds(3);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);
  private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(100).toNanos();

  private final DeliveryContext parts;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final PartitionQueues partitionQueues;
  private final UpdateReader reader;
  private final AutoDisable autoDisable;
  private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private long committedAt = System.nanoTime();
  private long generation;
  private volatile WebhookRegistration webhookRegistration;
  private volatile boolean hurried;
  private volatile boolean stopping;

  private record Answer(TopicPartition place, PartitionQueue lane, DeliveryOutcome outcome) {}

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

  /** The webhook has changed; the next request is made as it says now. */
  void follow(WebhookRegistration newer) {
    hurried |= !newer.webhook().url().equals(webhookRegistration.webhook().url());
    webhookRegistration = newer;
    consumer.wakeup();
  }

  /** It ends soon; returns at once. */
  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  /** Delivers until it is stopped; whatever goes wrong with Kafka ends it, too. */
  void run() {
    consumer.subscribe(List.of(Topics.UPDATES.name()), this);
    try {
      while (!stopping) {
        turn();
      }
    } finally {
      leave();
    }
  }

  private void turn() {
    try {
      settle();
      partitionQueues.placeNew(webhookRegistration);
      commitNowAndThen();
      sendWhatIsDue();
      partitionQueues.chooseWhatToRead(autoDisable.hasCome(webhookRegistration.webhook()));
      var records = consumer.poll(patience());
      records.partitions().forEach(place -> take(place, records.records(place)));
      partitionQueues.readOn();
      report(false);
    } catch (WakeupException asked) {
      // an answer has come, or the webhook has changed
    }
  }

  private void settle() {
    for (var answer = answers.poll(); answer != null; answer = answers.poll()) {
      if (partitionQueues.has(answer.place, answer.lane)) {
        settle(answer.lane, answer.outcome);
      }
    }
    var current = webhookRegistration.webhook().generation();
    if (current != generation) {
      generation = current;
      partitionQueues.all().forEach(lane -> lane.begin(current));
    }
    if (hurried) {
      hurried = false;
      partitionQueues.all().forEach(PartitionQueue::hurry);
    }
  }

  private void settle(PartitionQueue lane, DeliveryOutcome outcome) {
    var now = Instant.now();
    var webhook = webhookRegistration.webhook();
    switch (outcome) {
      case DeliveryOutcome.Taken _ -> {
        count("taken");
        lane.taken(now);
      }
      case DeliveryOutcome.Failed failed -> {
        count("failed");
        pause(lane, lane.failed(now, failed.cause()), failed.retryAfter().orElse(Duration.ZERO));
        autoDisable.checkPatience(webhook, lane.reached(), now);
      }
      case DeliveryOutcome.Gone _ -> {
        count("gone");
        var cause = "The receiver answered 410: it wants nothing any more";
        pause(lane, lane.failed(now, cause), Duration.ZERO);
        autoDisable.end(webhook, cause);
      }
    }
  }

  private void pause(PartitionQueue lane, int failures, Duration atLeast) {
    var pause = parts.backOff.pause(failures, ThreadLocalRandom.current().nextDouble());
    lane.pause(pause.compareTo(atLeast) > 0 ? pause : atLeast);
  }

  private void commitNowAndThen() {
    if (System.nanoTime() - committedAt >= COMMIT_EVERY_NANOS) {
      partitionQueues.commit(partitionQueues.places());
      committedAt = System.nanoTime();
    }
  }

  private void sendWhatIsDue() {
    if (autoDisable.hasCome(webhookRegistration.webhook())) {
      return;
    }
    var now = System.nanoTime();
    partitionQueues.forEach((place, lane) ->
        lane.send(now)
            .ifPresent(
                deliveryBatch -> send(webhookRegistration.webhook(), place, lane, deliveryBatch)));
  }

  private void send(
      Webhook webhook, TopicPartition place, PartitionQueue lane, DeliveryBatch deliveryBatch) {
    var _ =
        parts
            .webhookSender
            .send(webhook, deliveryBatch)
            .thenAccept(outcome -> {
              answers.add(new Answer(place, lane, outcome));
              consumer.wakeup();
            });
  }

  private Duration patience() {
    var longest = LONGEST_POLL.toNanos();
    if (autoDisable.hasCome(webhookRegistration.webhook())) {
      return LONGEST_POLL;
    }
    var now = System.nanoTime();
    var next =
        partitionQueues.all().stream().mapToLong(lane -> lane.dueIn(now)).min().orElse(longest);
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
    for (var lane : partitionQueues.all()) {
      lane.toWrite(now).ifPresent(reached -> parts.webhookLog.note(id, reached));
    }
  }

  private void count(String outcome) {
    var id = webhookRegistration.webhook().id();
    parts.metrics.counter("kith.webhooks.requests", "webhook", id, "outcome", outcome).increment();
  }

  /** Asks nobody, because it may be interrupted. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> places) {
    partitionQueues.add(places);
  }

  /** Who gets them goes on behind what was taken here: so the last answers are waited for. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> places) {
    finish(Set.copyOf(places), parts.timeout);
    partitionQueues.remove(places);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> places) {
    partitionQueues.remove(places);
  }

  private void finish(Set<TopicPartition> places, Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
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
    commitInSpiteOfWakeUps(places);
    report(true);
  }

  private void commitInSpiteOfWakeUps(Set<TopicPartition> places) {
    while (true) {
      try {
        partitionQueues.commit(places);
        return;
      } catch (WakeupException asked) {
        // each answer wakes once, so this ends
      }
    }
  }

  private void leave() {
    try {
      finish(partitionQueues.places(), LAST_ANSWERS_WITHIN);
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
  }
}
