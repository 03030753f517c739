package dev.kith.notifier.webhook;

import dev.kith.kit.codec.UpdateCodec;
import dev.kith.notifier.streams.Told;
import dev.kith.schemas.Topics;
import dev.kith.schemas.UnreadableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one webhook's updates from those partitions of {@code kith.updates} that this node has
 * of its group. Runs on one thread, which never waits for the receiver: answers come back to it.
 */
final class Courier implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** Partitions of which something may wait in memory; until it is delivered no other is read. */
  private static final int MOST_LANES_WITH_WORK = 8;

  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
  private static final Duration LAST_ANSWERS_WITHIN = Duration.ofSeconds(3);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);
  private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(100).toNanos();

  private final CourierParts parts;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Lane> lanes = new HashMap<>();
  private final Set<TopicPartition> unplaced = new HashSet<>();
  private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private long committedAt = System.nanoTime();
  private volatile Registration registration;
  private volatile boolean hurried;
  private volatile boolean stopping;
  private volatile boolean halted;

  private record Answer(TopicPartition place, Lane lane, Outcome outcome) {}

  Courier(Registration registration, CourierParts parts, KafkaConsumer<byte[], byte[]> consumer) {
    this.registration = registration;
    this.parts = parts;
    this.consumer = consumer;
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
      placeNew();
      commitNowAndThen();
      sendWhatIsDue();
      chooseWhatToRead();
      var records = consumer.poll(patience());
      records.partitions().forEach(place -> take(place, records.records(place)));
      readOn();
      report(false);
    } catch (WakeupException asked) {
      // an answer has come, or the webhook has changed
    }
  }

  private void settle() {
    for (var answer = answers.poll(); answer != null; answer = answers.poll()) {
      // the partition may have moved to another node meanwhile
      if (lanes.get(answer.place) == answer.lane) {
        settle(answer.lane, answer.outcome);
      }
    }
    if (hurried) {
      hurried = false;
      lanes.values().forEach(Lane::hurry);
    }
  }

  private void settle(Lane lane, Outcome outcome) {
    var now = Instant.now();
    count(outcome);
    switch (outcome) {
      case Outcome.Taken _ -> lane.taken(now);
      case Outcome.Failed failed -> {
        var pause =
            parts.backOff.pause(
                lane.failed(now, failed.cause()), ThreadLocalRandom.current().nextDouble());
        lane.pause(failed.retryAfter().filter(asked -> asked.compareTo(pause) > 0).orElse(pause));
        giveUpIfItIsTime(lane.reached(), now);
      }
      case Outcome.Gone _ -> {
        var cause = "The receiver answered 410: it wants nothing any more";
        lane.pause(parts.backOff.pause(lane.failed(now, cause), 1));
        halt(cause);
      }
    }
  }

  private void giveUpIfItIsTime(Reached reached, Instant now) {
    var since = reached.failingSince().orElse(now);
    if (Duration.between(since, now).compareTo(parts.giveUpAfter) >= 0) {
      var cause = reached.lastFailure().map(Reached.Failure::cause).orElse("");
      halt("It has failed since " + since + "; the last time: " + cause);
    }
  }

  /** Nothing is sent any more on this node; when all nodes have read it, on none. */
  private void halt(String why) {
    if (halted) {
      return;
    }
    halted = true;
    var webhook = registration.webhook();
    LOG.warn("Webhook {} to {} is stopped: {}", webhook.id(), webhook.url(), why);
    parts.metrics.counter("kith.webhooks.stops", "webhook", webhook.id()).increment();
    var _ =
        parts
            .ledger
            .write(webhook.id(), new Stopped(webhook.generation(), Instant.now(), why))
            .exceptionally(notWritten -> {
              halted = false;
              return null;
            });
  }

  /** Where the group was; else where this webhook is known to have been; else where it began. */
  private void placeNew() {
    if (unplaced.isEmpty()) {
      return;
    }
    var committed = consumer.committed(unplaced);
    for (var place : unplaced) {
      var reached = registration.reached(place.partition());
      var known = committed.get(place);
      var next = known == null ? reached.next() : known.offset();
      consumer.seek(place, next);
      lanes.put(place, new Lane(reached, next));
    }
    unplaced.clear();
  }

  private void commitNowAndThen() {
    if (System.nanoTime() - committedAt >= COMMIT_EVERY_NANOS) {
      commit(lanes.keySet());
      committedAt = System.nanoTime();
    }
  }

  private void commit(Collection<TopicPartition> places) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (var place : places) {
      var lane = lanes.get(place);
      if (lane != null) {
        lane.toCommit().ifPresent(next -> offsets.put(place, new OffsetAndMetadata(next)));
      }
    }
    if (!offsets.isEmpty()) {
      consumer.commitSync(offsets);
      offsets.forEach((place, offset) -> lane(place).committed(offset.offset()));
    }
  }

  private void sendWhatIsDue() {
    if (halted) {
      return;
    }
    var now = System.nanoTime();
    var webhook = registration.webhook();
    lanes.forEach(
        (place, lane) -> lane.send(now).ifPresent(batch -> send(webhook, place, lane, batch)));
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

  private void chooseWhatToRead() {
    var busy = new ArrayList<TopicPartition>(unplaced);
    lanes.forEach((place, lane) -> {
      if (!lane.isEmpty()) {
        busy.add(place);
      }
    });
    var pausing = busy.size() - unplaced.size() >= MOST_LANES_WITH_WORK || halted;
    var reading = new HashSet<>(consumer.assignment());
    if (!pausing) {
      reading.removeAll(busy);
      consumer.resume(reading);
      consumer.pause(busy);
    } else {
      consumer.pause(reading);
    }
  }

  private Duration patience() {
    var now = System.nanoTime();
    var next =
        halted
            ? Long.MAX_VALUE
            : lanes.values().stream()
                .mapToLong(lane -> lane.dueIn(now))
                .min()
                .orElse(Long.MAX_VALUE);
    return Duration.ofNanos(Math.min(next, LONGEST_POLL.toNanos()));
  }

  private void take(TopicPartition place, List<ConsumerRecord<byte[], byte[]>> records) {
    var updates = new ArrayList<Told>();
    for (var record : records) {
      if (record.value() != null) {
        decode(record, updates);
      }
    }
    var batches = parts.batching.of(registration.webhook(), place.partition(), updates);
    lane(place).take(batches, records.getLast().offset() + 1);
  }

  private static void skip(ConsumerRecord<byte[], byte[]> record, RuntimeException why) {
    LOG.warn(
        "{}-{} offset {} is no update", record.topic(), record.partition(), record.offset(), why);
  }

  /** What is no update has become a dead letter where address books are made. */
  private void decode(ConsumerRecord<byte[], byte[]> record, List<Told> updates) {
    try {
      var update = UpdateCodec.read(parts.wire.read(Topics.UPDATES, record.value()));
      updates.add(new Told(record.offset(), update));
    } catch (UnreadableRecord | IllegalArgumentException unreadable) {
      skip(record, unreadable);
    }
  }

  /** Past the marks that transactions leave, so that who is told all is not behind. */
  private void readOn() {
    lanes.forEach((place, lane) -> {
      if (lane.isEmpty()) {
        lane.read(consumer.position(place));
      }
    });
  }

  private void report(boolean now) {
    var id = registration.webhook().id();
    for (var lane : lanes.values()) {
      lane.toWrite(now).ifPresent(reached -> parts.ledger.note(id, reached));
    }
  }

  private Lane lane(TopicPartition place) {
    var lane = lanes.get(place);
    if (lane == null) {
      throw new IllegalStateException(place + " is not read here");
    }
    return lane;
  }

  private void count(Outcome outcome) {
    var how =
        switch (outcome) {
          case Outcome.Taken _ -> "taken";
          case Outcome.Failed _ -> "failed";
          case Outcome.Gone _ -> "gone";
        };
    parts
        .metrics
        .counter("kith.webhooks.requests", "webhook", registration.webhook().id(), "outcome", how)
        .increment();
  }

  /** Asks nobody, because it may be interrupted: where to begin is found out on the next turn. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> places) {
    unplaced.addAll(places);
    consumer.pause(places);
  }

  /** Who gets them goes on behind what was taken here: so the last answers are waited for. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> places) {
    finish(places, parts.timeout);
    onPartitionsLost(places);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> places) {
    places.forEach(lanes::remove);
    unplaced.removeAll(places);
  }

  private void finish(Collection<TopicPartition> places, Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    try {
      while (places.stream().anyMatch(this::isUnderWay) && deadline - System.nanoTime() > 0) {
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

  private boolean isUnderWay(TopicPartition place) {
    var lane = lanes.get(place);
    return lane != null && lane.isUnderWay();
  }

  private void commitInSpiteOfWakeUps(Collection<TopicPartition> places) {
    while (true) {
      try {
        commit(places);
        return;
      } catch (WakeupException asked) {
        // each answer wakes once, so this ends
      }
    }
  }

  private void leave() {
    try {
      finish(List.copyOf(lanes.keySet()), LAST_ANSWERS_WITHIN);
    } finally {
      lanes.clear();
      consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
  }
}
