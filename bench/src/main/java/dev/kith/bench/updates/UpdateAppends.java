package dev.kith.bench.updates;

import dev.kith.bench.journal.JournalRecords;
import dev.kith.bench.journal.ScratchTopic;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Updates that were told, appended once more by a bare producer where nobody reads them. */
final class UpdateAppends implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Stack stack;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> updates = new ArrayList<>();

  /** Of what is told from now on. */
  UpdateAppends(Stack stack) {
    this.stack = stack;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.broker(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, Stack.PARTITIONS)
            .mapToObj(number -> new TopicPartition(Topics.UPDATES.name(), number))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Takes up to so many of what was told. */
  void take(int most) {
    var records = consumer.poll(POLL.multipliedBy(10));
    while (!records.isEmpty() && updates.size() < most) {
      records.forEach(updates::add);
      records = consumer.poll(POLL);
    }
  }

  /** So many records were acknowledged a second. */
  double rate() throws InterruptedException, ExecutionException {
    try (ScratchTopic topic = ScratchTopic.likeJournal(stack.broker());
        var producer = JournalRecords.producer(stack.broker())) {
      // the first send asks where the topic is
      var _ = producer.partitionsFor(topic.name());
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      long start = System.nanoTime();
      for (ConsumerRecord<byte[], byte[]> update : updates) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic.name(),
                    update.partition(),
                    update.key(),
                    update.value(),
                    update.headers())));
      }
      for (Future<RecordMetadata> acknowledged : sent) {
        var _ = acknowledged.get();
      }
      return updates.size() / ((System.nanoTime() - start) / 1e9);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
