package dev.kith.kit.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks for the last record from the end backwards: the offsets at the end of a partition may be
 * taken by transaction markers, so the end offset alone does not tell.
 */
public final class KafkaSourceEnds implements SourceEnds {

  private static final long FIRST_STEP = 1_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> consumerProperties;

  /**
   * @param consumerProperties of a committed reader without a group
   */
  public KafkaSourceEnds(Map<String, Object> consumerProperties) {
    this.consumerProperties = Map.copyOf(consumerProperties);
  }

  @Override
  public long lastOffset(String topic, int partition) {
    var source = new TopicPartition(topic, partition);
    try (var consumer =
        new KafkaConsumer<>(
            consumerProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(source));
      long begin = consumer.beginningOffsets(List.of(source)).getOrDefault(source, 0L);
      long end = consumer.endOffsets(List.of(source)).getOrDefault(source, 0L);
      for (var step = FIRST_STEP; ; step *= 10) {
        var from = Math.max(begin, end - step);
        var last = lastBetween(consumer, source, from, end);
        if (last >= 0 || from == begin) {
          return last;
        }
      }
    }
  }

  @Override
  public long lastPossibleOffset(String topic, int partition) {
    var source = new TopicPartition(topic, partition);
    try (var consumer =
        new KafkaConsumer<>(
            consumerProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(List.of(source)).getOrDefault(source, 0L) - 1;
    }
  }

  private static long lastBetween(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition source, long from, long end) {
    consumer.seek(source, from);
    var last = -1L;
    while (consumer.position(source) < end) {
      for (var record : consumer.poll(POLL).records(source)) {
        if (record.offset() < end) {
          last = record.offset();
        }
      }
    }
    return last;
  }
}
