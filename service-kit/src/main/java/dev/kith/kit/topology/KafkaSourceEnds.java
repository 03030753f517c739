package dev.kith.kit.topology;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.TopicEnds;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finder of the last record of a partition, by reading backwards from the end: transaction markers
 * may occupy the last offsets, so the end offset is not enough. An empty partition needs no
 * consumer; a task calls this for each topic that is new to it and blocks meanwhile.
 */
@Singleton
public final class KafkaSourceEnds implements SourceEnds {

  private static final long FIRST_STEP = 1_000;
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * Short: a consumer reads ahead, and its close waits for the answer to that fetch, by default for
   * half a second behind the last record.
   */
  private static final int FETCH_WAIT_MILLIS = 10;

  private final Map<String, Object> consumerProperties;
  private final TopicEnds ends;

  KafkaSourceEnds(KithConfig settings, TopicEnds ends) {
    this.consumerProperties = new KafkaClientConfig(settings).reader("read_committed");
    consumerProperties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    this.ends = ends;
  }

  @Override
  public long lastOffset(String topic, int partition) {
    var source = new TopicPartition(topic, partition);
    var begin = ends.begin(source);
    var end = ends.decided(source);
    return begin == end ? -1 : lastBetween(source, begin, end);
  }

  @Override
  public long lastPossibleOffset(String topic, int partition) {
    return ends.decided(new TopicPartition(topic, partition)) - 1;
  }

  private long lastBetween(TopicPartition source, long begin, long end) {
    try (var consumer =
        new KafkaConsumer<>(
            consumerProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(source));
      for (var step = FIRST_STEP; ; step *= 10) {
        var from = Math.max(begin, end - step);
        var last = lastBetween(consumer, source, from, end);
        if (last >= 0 || from == begin) {
          return last;
        }
      }
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
