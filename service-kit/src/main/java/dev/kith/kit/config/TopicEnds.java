package dev.kith.kit.config;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reader of the end offsets of topics. It has its own connection because a broker answers the
 * requests of one connection in order: on the connection of the consumer that reads the topic, the
 * request would wait for a fetch, which waits for records ({@code fetch.max.wait.ms}, half a
 * second).
 */
@ApplicationScoped
public class TopicEnds {

  private static final long ANSWERS_WITHIN_SECONDS = 5;

  private final Admin admin;

  TopicEnds(KithConfig settings) {
    this.admin = Admin.create(new KafkaClientConfig(settings).common());
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ZERO);
  }

  /**
   * By partition, the offset behind the last record that no open transaction precedes (the last
   * stable offset).
   */
  public CompletableFuture<Map<Integer, Long>> decided(
      String topic, Collection<Integer> partitions) {
    return ends(topic, partitions, IsolationLevel.READ_COMMITTED);
  }

  /** By partition, the offset behind the last record, committed or not. */
  public CompletableFuture<Map<Integer, Long>> written(
      String topic, Collection<Integer> partitions) {
    return ends(topic, partitions, IsolationLevel.READ_UNCOMMITTED);
  }

  /**
   * Like {@link #decided(String, Collection)} for one partition, but with the timeout of Kafka's
   * client, for callers that cannot continue without the answer.
   */
  public long decided(TopicPartition place) {
    return fetch(place, OffsetSpec.latest());
  }

  /** Offset of the first retained record; with the same timeout. */
  public long begin(TopicPartition place) {
    return fetch(place, OffsetSpec.earliest());
  }

  private long fetch(TopicPartition place, OffsetSpec what) {
    try {
      return ask(Map.of(place, what), IsolationLevel.READ_COMMITTED)
          .join()
          .values()
          .iterator()
          .next();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException(failure);
    }
  }

  private CompletableFuture<Map<Integer, Long>> ends(
      String topic, Collection<Integer> partitions, IsolationLevel isolation) {
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(number -> asked.put(new TopicPartition(topic, number), OffsetSpec.latest()));
    return ask(asked, isolation).orTimeout(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private CompletableFuture<Map<Integer, Long>> ask(
      Map<TopicPartition, OffsetSpec> asked, IsolationLevel isolation) {
    return admin
        .listOffsets(asked, new ListOffsetsOptions(isolation))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .thenApply(results -> {
          var offsets = new HashMap<Integer, Long>();
          results.forEach((place, result) -> offsets.put(place.partition(), result.offset()));
          return offsets;
        });
  }
}
