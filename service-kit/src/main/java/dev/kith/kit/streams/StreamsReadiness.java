package dev.kith.kit.streams;

import dev.kith.kit.config.KithConfig;
import dev.kith.kit.halt.HaltedPartitions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Health checks of the streams. Readiness follows the state of the streams; liveness checks that
 * positions advance while records wait.
 */
@ApplicationScoped
public class StreamsReadiness {

  private final StreamsLifecycle life;
  private final PartitionOwners partitionOwners;
  private final HaltedPartitions halted;
  private final long stallNanos;
  private final Map<TopicPartition, Seen> seen = new HashMap<>();

  private record Seen(long offset, long since) {}

  StreamsReadiness(
      StreamsLifecycle life,
      PartitionOwners partitionOwners,
      HaltedPartitions halted,
      KithConfig settings) {
    this.life = life;
    this.partitionOwners = partitionOwners;
    this.halted = halted;
    this.stallNanos = settings.streams().stallLimit().toNanos();
  }

  /**
   * Readiness. It also lists this node's journal partitions, such as {@code "0 3"} of 4, so that a
   * front door can ask the partition owner first, and its delivery partitions, if the service has
   * tasks of these.
   */
  @Produces
  @Readiness
  HealthCheck ready() {
    return () -> {
      var state = life.state();
      var here = partitionOwners.here();
      var halts = halts();
      var answer =
          HealthCheckResponse.named("streams")
              .status(state.isReady() && halts.isEmpty())
              .withData("state", state.name())
              .withData("partitions", text(here))
              .withData("partitionCount", partitionOwners.count());
      var delivery = partitionOwners.delivery();
      if (delivery.exist()) {
        answer
            .withData("deliveryPartitions", text(delivery.here()))
            .withData("deliveryPartitionCount", delivery.count());
      }
      var remaining = (long) life.restoring().remaining();
      if (remaining > 0) {
        answer.withData("restoring", remaining);
      }
      life.failure().ifPresent(failure -> answer.withData("failure", failure));
      if (!halts.isEmpty()) {
        answer.withData("halted", halts);
      }
      life.waitingFor().ifPresent(cause -> answer.withData("waitingFor", cause));
      return answer.build();
    };
  }

  /** Halted partitions of this node, each with its offset, the cause, and what to do. */
  private String halts() {
    return partitionOwners.halts().entrySet().stream()
        .map(entry -> text(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String text(TopicPartition partition, HaltedPartitions.Halt halt) {
    return halt.isWhole()
        ? partition + ", " + halt.cause()
        : "%s@%d, %s; upgrade this service, or skip the record: ./kith skip %s:%d --reason TEXT"
            .formatted(
                partition,
                halt.offset(),
                halt.cause(),
                HaltedPartitions.text(partition),
                halt.offset());
  }

  private static String text(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Produces
  @Liveness
  HealthCheck alive() {
    return () -> {
      var stalled = life.streams().map(this::stalled).orElse(Map.of());
      var answer = HealthCheckResponse.named("positions-advance").status(stalled.isEmpty());
      stalled.forEach((partition, offset) -> answer.withData(partition.toString(), offset));
      return answer.build();
    };
  }

  /** Partitions with waiting records whose committed offset has not moved within the limit. */
  private synchronized Map<TopicPartition, Long> stalled(KafkaStreams streams) {
    var now = System.nanoTime();
    var stalled = new HashMap<TopicPartition, Long>();
    var present = new HashMap<TopicPartition, Seen>();
    for (var thread : streams.metadataForLocalThreads()) {
      for (var task : thread.activeTasks()) {
        task.endOffsets()
            .forEach((partition, end) -> {
              var committed = task.committedOffsets().getOrDefault(partition, -1L);
              var before = seen.get(partition);
              var since = before != null && before.offset == committed ? before.since : now;
              present.put(partition, new Seen(committed, since));
              if (committed < end && now - since > stallNanos && halted.of(partition).isEmpty()) {
                stalled.put(partition, committed);
              }
            });
      }
    }
    seen.clear();
    seen.putAll(present);
    return stalled;
  }
}
