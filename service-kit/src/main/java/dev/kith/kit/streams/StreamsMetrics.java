package dev.kith.kit.streams;

import dev.kith.kit.config.RocksDbMemory;
import dev.kith.kit.config.TopicEnds;
import dev.kith.kit.halt.HaltedPartitions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prometheus metrics of this node's lag, sampled once a second, of its halted partitions, and of
 * the memory of its stores. docs/metrics.md describes each metric.
 */
@ApplicationScoped
public class StreamsMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsMetrics.class);

  private final StreamsLifecycle life;
  private final PartitionOwners partitionOwners;
  private final HaltedPartitions halted;
  private final TopicEnds ends;
  private final MeterRegistry metrics;
  private final Map<String, AtomicLong> recordsByTopic = new ConcurrentHashMap<>();
  private final Map<TopicPartition, LagTracker> partitions = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("streams-metrics").daemon().factory());
  private volatile double longestSeconds;

  StreamsMetrics(
      StreamsLifecycle life,
      PartitionOwners partitionOwners,
      HaltedPartitions halted,
      TopicEnds ends,
      MeterRegistry metrics) {
    this.life = life;
    this.partitionOwners = partitionOwners;
    this.halted = halted;
    this.ends = ends;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    metrics.gauge("kith.streams.lag.seconds", this, it -> it.longestSeconds);
    metrics.gauge("kith.partitions.halted", partitionOwners, owners -> owners.halts().size());
    Gauge.builder("kith.streams.restore.remaining", life.restoring(), RestoreTracker::remaining)
        .baseUnit("records")
        .register(metrics);
    for (var part : RocksDbMemory.Part.values()) {
      Gauge.builder("kith.rocksdb.memory", part, RocksDbMemory::bytes)
          .baseUnit(BaseUnits.BYTES)
          .tags(Tags.of("part", part.text()))
          .register(metrics);
    }
    var _ = clock.scheduleWithFixedDelay(this::sample, 1, 1, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    clock.shutdownNow();
  }

  private void sample() {
    try {
      life.streams().ifPresent(this::sample);
    } catch (RuntimeException failure) {
      // an exception would cancel the schedule
      LOG.warn("Lag could not be determined: {}", failure.toString());
    }
  }

  private void sample(KafkaStreams streams) {
    var now = System.nanoTime();
    var records = new HashMap<String, Long>();
    var present = new HashMap<TopicPartition, LagTracker>();
    for (var thread : streams.metadataForLocalThreads()) {
      for (var task : thread.activeTasks()) {
        task.endOffsets()
            .forEach((partition, known) -> {
              var folded = task.committedOffsets().getOrDefault(partition, 0L);
              var end = end(partition, known);
              records.merge(partition.topic(), Math.max(0, end - folded), Long::sum);
              var lagTracker = partitions.getOrDefault(partition, new LagTracker());
              lagTracker.sample(folded, end, now);
              present.put(partition, lagTracker);
            });
      }
    }
    partitions.clear();
    partitions.putAll(present);
    longestSeconds =
        present.values().stream()
            .mapToDouble(lagTracker -> lagTracker.seconds(now))
            .max()
            .orElse(0);
    recordsByTopic.forEach((topic, gauge) -> gauge.set(records.getOrDefault(topic, 0L)));
    records.forEach(
        (topic, count) -> recordsByTopic.computeIfAbsent(topic, this::gauge).set(count));
  }

  /** A halted partition is not fetched, so its consumer does not know where it ends. */
  private long end(TopicPartition partition, long known) {
    return halted.of(partition).isPresent() ? ends.decided(partition) : known;
  }

  private AtomicLong gauge(String topic) {
    var value = new AtomicLong();
    metrics.gauge("kith.streams.lag.records", Tags.of(Tag.of("topic", topic)), value);
    return value;
  }
}
