package dev.kith.notifier.webhook;

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
final class Courier implements ConsumerRebalanceListener {

  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
  private static final Duration LAST_ANSWERS_WITHIN = Duration.ofSeconds(3);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);
  private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(100).toNanos();

  private final CourierParts parts;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Lanes lanes;
  private final UpdateReader reader;
  private final End end;
  private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private long committedAt = System.nanoTime();
  private long generation;
  private volatile Registration registration;
  private volatile boolean hurried;
  private volatile boolean stopping;

  private record Answer(TopicPartition place, Lane lane, Outcome outcome) {}

  Courier(Registration registration, CourierParts parts, KafkaConsumer<byte[], byte[]> consumer) {
    this.registration = registration;
    this.generation = registration.webhook().generation();
    this.parts = parts;
    this.consumer = consumer;
    this.lanes = new Lanes(consumer);
    this.reader = new UpdateReader(parts.wire);
    this.end = new End(parts);
  }

  /** The webhook has changed; the next request is made as it says now. */
  void follow(Registration newer) {
    hurried |= !newer.webhook().url().equals(registration.webhook().url());
    registration = newer;
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
      lanes.placeNew(registration);
      commitNowAndThen();
      sendWhatIsDue();
      lanes.chooseWhatToRead(end.hasCome(registration.webhook()));
      var records = consumer.poll(patience());
      records.partitions().forEach(place -> take(place, records.records(place)));
      lanes.readOn();
      report(false);
    } catch (WakeupException asked) {
      // an answer has come, or the webhook has changed
    }
  }

  private void settle() {
    for (var answer = answers.poll(); answer != null; answer = answers.poll()) {
      if (lanes.has(answer.place, answer.lane)) {
        settle(answer.lane, answer.outcome);
      }
    }
    var current = registration.webhook().generation();
    if (current != generation) {
      generation = current;
      lanes.all().forEach(lane -> lane.begin(current));
    }
    if (hurried) {
      hurried = false;
      lanes.all().forEach(Lane::hurry);
    }
  }

  private void settle(Lane lane, Outcome outcome) {
    var now = Instant.now();
    var webhook = registration.webhook();
    switch (outcome) {
      case Outcome.Taken _ -> {
        count("taken");
        lane.taken(now);
      }
      case Outcome.Failed failed -> {
        count("failed");
        pause(lane, lane.failed(now, failed.cause()), failed.retryAfter().orElse(Duration.ZERO));
        end.checkPatience(webhook, lane.reached(), now);
      }
      case Outcome.Gone _ -> {
        count("gone");
        var cause = "The receiver answered 410: it wants nothing any more";
        pause(lane, lane.failed(now, cause), Duration.ZERO);
        end.end(webhook, cause);
      }
    }
  }

  private void pause(Lane lane, int failures, Duration atLeast) {
    var pause = parts.backOff.pause(failures, ThreadLocalRandom.current().nextDouble());
    lane.pause(pause.compareTo(atLeast) > 0 ? pause : atLeast);
  }

  private void commitNowAndThen() {
    if (System.nanoTime() - committedAt >= COMMIT_EVERY_NANOS) {
      lanes.commit(lanes.places());
      committedAt = System.nanoTime();
    }
  }

  private void sendWhatIsDue() {
    if (end.hasCome(registration.webhook())) {
      return;
    }
    var now = System.nanoTime();
    lanes.forEach((place, lane) ->
        lane.send(now).ifPresent(batch -> send(registration.webhook(), place, lane, batch)));
  }

  private void send(Webhook webhook, TopicPartition place, Lane lane, Batch batch) {
    var _ =
        parts
            .sender
            .send(webhook, batch)
            .thenAccept(outcome -> {
              answers.add(new Answer(place, lane, outcome));
              consumer.wakeup();
            });
  }

  private Duration patience() {
    var longest = LONGEST_POLL.toNanos();
    if (end.hasCome(registration.webhook())) {
      return LONGEST_POLL;
    }
    var now = System.nanoTime();
    var next = lanes.all().stream().mapToLong(lane -> lane.dueIn(now)).min().orElse(longest);
    return Duration.ofNanos(Math.min(next, longest));
  }

  private void take(TopicPartition place, List<ConsumerRecord<byte[], byte[]>> records) {
    var batches =
        parts.batching.of(registration.webhook(), place.partition(), reader.read(records));
    lanes.get(place).take(batches, records.getLast().offset() + 1);
  }

  private void report(boolean now) {
    var id = registration.webhook().id();
    for (var lane : lanes.all()) {
      lane.toWrite(now).ifPresent(reached -> parts.ledger.note(id, reached));
    }
  }

  private void count(String outcome) {
    var id = registration.webhook().id();
    parts.metrics.counter("kith.webhooks.requests", "webhook", id, "outcome", outcome).increment();
  }

  /** Asks nobody, because it may be interrupted. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> places) {
    lanes.add(places);
  }

  /** Who gets them goes on behind what was taken here: so the last answers are waited for. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> places) {
    finish(Set.copyOf(places), parts.timeout);
    lanes.remove(places);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> places) {
    lanes.remove(places);
  }

  private void finish(Set<TopicPartition> places, Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    try {
      while (places.stream().anyMatch(lanes::isUnderWay) && deadline - System.nanoTime() > 0) {
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
        lanes.commit(places);
        return;
      } catch (WakeupException asked) {
        // each answer wakes once, so this ends
      }
    }
  }

  private void leave() {
    try {
      finish(lanes.places(), LAST_ANSWERS_WITHIN);
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
  }
}
