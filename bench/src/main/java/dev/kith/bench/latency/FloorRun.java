package dev.kith.bench.latency;

import dev.kith.bench.measure.Latencies;
import dev.kith.bench.measure.OpenLoop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Floor of the latencies: records at the same rate through the same broker, with one producer and
 * one consumer. A delivery that passes through Kafka once cannot be faster.
 */
record FloorRun(String broker) {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LAST_WITHIN = Duration.ofSeconds(10);
  private static final int RECORD_BYTES = 150;

  Latencies run(OpenLoop loop) throws InterruptedException, ExecutionException {
    Map<String, Object> common = Map.of("bootstrap.servers", broker);
    TopicPartition partition = new TopicPartition("bench-" + UUID.randomUUID(), 0);
    try (Admin admin = Admin.create(common)) {
      admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1))).all().get();
      try {
        return measure(loop, partition);
      } finally {
        admin.deleteTopics(List.of(partition.topic())).all().get();
      }
    }
  }

  private Latencies measure(OpenLoop loop, TopicPartition partition) throws InterruptedException {
    Latencies latencies = new Latencies();
    Thread reader = Thread.ofPlatform().start(() -> read(loop.count(), partition, latencies));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker, "acks", "all", "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      loop.run((_, intended) -> {
        byte[] value = ByteBuffer.allocate(RECORD_BYTES).putLong(intended).array();
        var _ = producer.send(new ProducerRecord<>(partition.topic(), value));
      });
    }
    reader.join();
    return latencies;
  }

  private void read(int count, TopicPartition partition, Latencies latencies) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker, "isolation.level", "read_uncommitted"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long last = System.nanoTime();
      while (latencies.count() < count && System.nanoTime() - last < LAST_WITHIN.toNanos()) {
        for (var record : consumer.poll(POLL)) {
          last = System.nanoTime();
          latencies.add(last - ByteBuffer.wrap(record.value()).getLong());
        }
      }
    }
  }
}
