package dev.kith.acceptance.topics;

import dev.kith.harness.Arrivals;
import dev.kith.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumer that reads the committed records of one topic from its present end on, as another
 * service would.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMES_WITHIN = Duration.ofSeconds(15);

  private final Arrivals<ConsumerRecord<byte[], byte[]>> records = new Arrivals<>();
  private final KafkaConsumer<byte[], byte[]> consumer;

  public TopicReader(String broker, Topic topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // seekToEnd looks up the end lazily; position makes it the end at this moment
    partitions.forEach(consumer::position);
    Thread.ofPlatform().daemon().name("reader-of-" + topic.name()).start(this::read);
  }

  /** Waits for the first record that matches, and returns it. */
  public ConsumerRecord<byte[], byte[]> await(Predicate<ConsumerRecord<byte[], byte[]>> fits)
      throws InterruptedException {
    return records
        .await(fits, COMES_WITHIN)
        .orElseThrow(() -> new AssertionError("No such record among " + records.all()));
  }

  /** Waits for the oldest record that was not taken yet, and returns it. */
  public ConsumerRecord<byte[], byte[]> take(Duration within) throws InterruptedException {
    return records
        .take(within)
        .orElseThrow(() ->
            new AssertionError(
                "No record for " + within + " after the first " + records.all().size()));
  }

  private void read() {
    try {
      while (true) {
        consumer.poll(POLL).forEach(records::add);
      }
    } catch (WakeupException closed) {
      consumer.close();
    } finally {
      records.end();
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
  }
}
