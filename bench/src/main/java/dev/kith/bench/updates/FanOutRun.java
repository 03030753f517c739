package dev.kith.bench.updates;

import dev.kith.avro.Update;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Run of changes of a profile with a large audience, each until all subscribers are told. How far
 * one has come is asked of the topic's ends; who was told is read only when all is over: watching
 * costs what is watched next to nothing.
 */
final class FanOutRun implements AutoCloseable {

  private static final Duration WITHIN = Duration.ofMinutes(15);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long LOOK_EVERY_MILLIS = 100;

  private final Person subject;
  private final int audience;
  private final WireFormat wire;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions =
      IntStream.range(0, Stack.PARTITIONS)
          .mapToObj(number -> new TopicPartition(Topics.UPDATES.name(), number))
          .toList();
  private final List<Duration> lengths = new ArrayList<>();
  private Map<TopicPartition, Long> before = Map.of();
  private long startedAtMillis;

  public FanOutRun(Stack stack, Person subject, int audience) {
    this.subject = subject;
    this.audience = audience;
    this.wire =
        new WireFormat(new ConfluentRegistry(Map.of("schema.registry.url", stack.registry())));
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.broker(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(partitions);
  }

  /** Of the changes so far, from the request until about all were told. */
  List<Duration> lengths() {
    return List.copyOf(lengths);
  }

  /** Returns when about as many updates were told as there are subscribers. */
  void run() throws InterruptedException {
    before = consumer.endOffsets(partitions);
    startedAtMillis = System.currentTimeMillis();
    long start = System.nanoTime();
    subject.changes("status", "change " + lengths.size());
    while (told() < audience) {
      if (System.nanoTime() - start > WITHIN.toNanos()) {
        throw new IllegalStateException("%,d of %,d were told".formatted(told(), audience));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    lengths.add(Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * By the broker's clock, from the request of the last walk to the record for the last subscriber.
   * Fails if one is not told in time.
   */
  Duration lastExactly() {
    String status = "change " + (lengths.size() - 1);
    before.forEach(consumer::seek);
    Set<String> told = new HashSet<>();
    long lastAt = startedAtMillis;
    long deadline = System.nanoTime() + WITHIN.toNanos();
    while (told.size() < audience) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (isOf(record, status) && told.add(subscriber(record))) {
          lastAt = record.timestamp();
        }
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("%,d of %,d were told".formatted(told.size(), audience));
      }
    }
    return Duration.ofMillis(lastAt - startedAtMillis);
  }

  private long told() {
    return consumer.endOffsets(partitions).entrySet().stream()
        .mapToLong(end -> end.getValue() - before.getOrDefault(end.getKey(), 0L))
        .sum();
  }

  private boolean isOf(ConsumerRecord<byte[], byte[]> record, String status) {
    return wire.read(Topics.UPDATES, record.value()) instanceof Update update
        && update.getSubject().equals(subject.address())
        && !update.getSubscriber().equals(subject.address())
        && update.getView() != null
        && status.equals(update.getView().getStatus());
  }

  private String subscriber(ConsumerRecord<byte[], byte[]> record) {
    return wire.read(Topics.UPDATES, record.value()) instanceof Update update
        ? update.getSubscriber()
        : "";
  }

  @Override
  public void close() {
    consumer.close();
  }
}
