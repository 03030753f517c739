package dev.kith.bench.contacts;

import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumer of {@code kith.relations} and {@code kith.contact-mirrors} that finds out when all
 * half-edges are folded: each makes one record of {@code kith.relations} in the owner's partition,
 * and is in a record of mirrors for the peer's, whose offset contact-graph-service commits when it
 * is folded. Both are written in one transaction. The topics are read only after as many records as
 * expected were written, so that watching costs the measured system next to nothing.
 */
final class FoldedHalfEdges implements AutoCloseable {

  private static final String GROUP = "kith-contact-graph-service";
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration POLL = Duration.ofMillis(100);

  private final List<TopicPartition> relations = partitions(Topics.RELATIONS);
  private final List<TopicPartition> mirrors = partitions(Topics.CONTACT_MIRRORS);
  private final Map<TopicPartition, Long> lastMirrors = new HashMap<>();
  private final List<Look> looks = new ArrayList<>();
  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final long startedAt = System.currentTimeMillis();
  private final long before;
  private long records;
  private long lastAt;

  /** Offsets of mirrors that were committed at some time. */
  private record Look(long at, Map<TopicPartition, OffsetAndMetadata> committed) {}

  /** Starts to count at the current ends of the topics. */
  FoldedHalfEdges(String broker) {
    admin = Admin.create(Map.of("bootstrap.servers", broker));
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var all = Stream.concat(relations.stream(), mirrors.stream()).toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    mirrors.forEach(consumer::position);
    before = relations.stream().mapToLong(consumer::position).sum();
  }

  /**
   * Waits for half-edges; returns the time from the creation of this consumer until the last of
   * {@code expected} was written to {@code kith.relations} and the last mirror was committed.
   *
   * @param progress called now and then with the approximate number of half-edges
   */
  Duration await(long expected, Duration within, LongConsumer progress)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + within.toNanos();
    while (written() < expected) {
      check(deadline, expected);
      look();
      if (looks.size() % 20 == 0) {
        progress.accept(written());
      }
      Thread.sleep(LOOK_EVERY);
    }
    while (records < expected || !hasReadAllMirrors()) {
      check(deadline, expected);
      consumer.poll(POLL).forEach(this::note);
      look();
    }
    while (mirrorsFoldedAt().isEmpty()) {
      check(deadline, expected);
      Thread.sleep(LOOK_EVERY);
      look();
    }
    return Duration.ofMillis(Math.max(lastAt, mirrorsFoldedAt().getAsLong()) - startedAt);
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(Topics.RELATIONS.name())) {
      records++;
      lastAt = Math.max(lastAt, record.timestamp());
    } else {
      lastMirrors.put(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
  }

  /** Looks which mirrors are committed, unless that was a moment ago. */
  private void look() throws InterruptedException, ExecutionException {
    long now = System.currentTimeMillis();
    if (looks.isEmpty() || now - looks.getLast().at() >= LOOK_EVERY.toMillis()) {
      var committed = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
      looks.add(new Look(now, committed));
    }
  }

  private boolean hasReadAllMirrors() {
    return consumer.endOffsets(mirrors).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** When the first look found all mirrors committed. */
  private OptionalLong mirrorsFoldedAt() {
    return looks.stream().filter(this::isBehindAllMirrors).mapToLong(Look::at).findFirst();
  }

  private boolean isBehindAllMirrors(Look look) {
    return lastMirrors.entrySet().stream()
        .allMatch(last -> {
          var committed = look.committed().get(last.getKey());
          return committed != null && committed.offset() > last.getValue();
        });
  }

  /**
   * Returns the number of records of {@code kith.relations} that were written; slightly too high,
   * because transaction markers count too.
   */
  private long written() {
    return consumer.endOffsets(relations).values().stream().mapToLong(Long::longValue).sum()
        - before;
  }

  private static List<TopicPartition> partitions(Topic topic) {
    return IntStream.range(0, Stack.PARTITIONS)
        .mapToObj(number -> new TopicPartition(topic.name(), number))
        .toList();
  }

  private static void check(long deadline, long expected) {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException(expected + " half-edges are not folded in time");
    }
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
