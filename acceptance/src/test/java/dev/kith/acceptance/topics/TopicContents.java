package dev.kith.acceptance.topics;

import dev.kith.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * All committed records of one topic at this moment, from its beginning on, as a service reads them
 * to build a table.
 */
public record TopicContents(List<ConsumerRecord<String, byte[]>> records) {

  private static final Duration POLL = Duration.ofMillis(100);

  public static TopicContents of(String broker, Topic topic) {
    Map<String, Object> properties =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(partition -> new TopicPartition(topic.name(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return new TopicContents(readTo(consumer.endOffsets(partitions), consumer));
    }
  }

  private static List<ConsumerRecord<String, byte[]>> readTo(
      Map<TopicPartition, Long> ends, KafkaConsumer<String, byte[]> consumer) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(records::add);
    }
    return records;
  }

  /** The records of one key, in their order. */
  public List<ConsumerRecord<String, byte[]>> of(String key) {
    return records.stream().filter(record -> record.key().equals(key)).toList();
  }

  /**
   * The last record of each key: compaction is sure to leave only these, so a table may depend only
   * on these.
   */
  public Collection<ConsumerRecord<String, byte[]>> last() {
    Map<String, ConsumerRecord<String, byte[]>> last = new LinkedHashMap<>();
    records.forEach(record -> last.put(record.key(), record));
    return last.values();
  }
}
