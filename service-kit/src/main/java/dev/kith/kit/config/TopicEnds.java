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
 * Where topics end: by partition, the offset behind the last record. It has a connection of its
 * own, because a broker answers one request of a connection after the other: asked by the consumer
 * that reads the topic, it waits for that one's fetch, and that for records that may not come
 * ({@code fetch.max.wait.ms}, half a second).
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

  /** Behind the last record that is decided: no transaction before it is open. */
  public CompletableFuture<Map<Integer, Long>> decided(
      String topic, Collection<Integer> partitions) {
    return ends(topic, partitions, IsolationLevel.READ_COMMITTED);
  }

  /** Behind the last record, committed or not. */
  public CompletableFuture<Map<Integer, Long>> written(
      String topic, Collection<Integer> partitions) {
    return ends(topic, partitions, IsolationLevel.READ_UNCOMMITTED);
  }

  /**
   * As {@link #decided(String, Collection)}, for who cannot go on without: waits as long as Kafka's
   * clients do.
   */
  public long decided(TopicPartition place) {
    return patiently(place, OffsetSpec.latest());
  }

  /** The offset of the first record that is kept; waits as long. */
  public long begin(TopicPartition place) {
    return patiently(place, OffsetSpec.earliest());
  }

  private long patiently(TopicPartition place, OffsetSpec what) {
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
        .thenApply(told -> {
          var offsets = new HashMap<Integer, Long>();
          told.forEach((place, found) -> offsets.put(place.partition(), found.offset()));
          return offsets;
        });
  }
}
