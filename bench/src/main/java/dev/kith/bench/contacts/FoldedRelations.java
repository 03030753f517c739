package dev.kith.bench.contacts;

import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumer of {@code kith.relations} that finds out when all edges are folded: each edge makes one
 * record in the owner's partition and, as a mirror, one in the peer's. The records are read only
 * after as many as expected were written, and their times are the broker's append times, so that
 * watching costs the measured system next to nothing.
 */
final class FoldedRelations implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(100);

  private final List<TopicPartition> partitions =
      IntStream.range(0, Stack.PARTITIONS)
          .mapToObj(number -> new TopicPartition(Topics.RELATIONS.name(), number))
          .toList();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final long startedAt = System.currentTimeMillis();
  private final long before;
  private long records;
  private long lastAt;

  /** Starts to count at the current end of the topic. */
  FoldedRelations(String broker) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    before = partitions.stream().mapToLong(consumer::position).sum();
  }

  /**
   * Waits for records; returns the time from the creation of this consumer until the last of {@code
   * expected} records was written.
   *
   * @param progress called now and then with the approximate number of records
   */
  Duration await(long expected, Duration within, LongConsumer progress)
      throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    for (int looks = 0; written() < expected; looks++) {
      check(deadline, expected);
      if (looks % 10 == 9) {
        progress.accept(written());
      }
      Thread.sleep(LOOK_EVERY);
    }
    while (records < expected) {
      check(deadline, expected);
      consumer
          .poll(POLL)
          .forEach(record -> {
            records++;
            lastAt = Math.max(lastAt, record.timestamp());
          });
    }
    return Duration.ofMillis(lastAt - startedAt);
  }

  /**
   * Returns the number of records that were written; slightly too high, because transaction markers
   * count too.
   */
  private long written() {
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum()
        - before;
  }

  private static void check(long deadline, long expected) {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException("There are not " + expected + " relations in time");
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
