package dev.kith.kit.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.kit.streams.PartitionOwners;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions that no node of this service serves. The group's metadata names the owner of a
 * partition even if that node is dead, so each owner is asked what it serves.
 *
 * <p>Readiness reports them but does not change: a node serves its own partitions whatever the
 * others do (ADR 24).
 */
@ApplicationScoped
public class UnservedPartitions {

  static final String PATH = Paths.INTERNAL + "/served-partitions";

  private static final Logger LOG = LoggerFactory.getLogger(UnservedPartitions.class);
  private static final long EVERY_SECONDS = 1;

  /** While all partitions are served, other nodes are asked only in one of this many rounds. */
  private static final int ROUNDS_PER_QUERY = 5;

  private final Survey survey;
  private final MeterRegistry metrics;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("unserved-partitions").daemon().factory());
  private volatile Set<TopicPartition> unserved;
  private int round;

  @Inject
  UnservedPartitions(PartitionOwners partitionOwners, NodeForwarder others, MeterRegistry metrics) {
    this(
        new Survey(
            partitionOwners::all,
            partitionOwners::owner,
            partitionOwners::served,
            node ->
                others
                    .question(node, PATH, JsonNodeFactory.instance.objectNode(), null)
                    .thenApply(UnservedPartitions::partitions)
                    .toCompletableFuture()),
        metrics);
  }

  UnservedPartitions(Survey survey, MeterRegistry metrics) {
    this.survey = survey;
    this.metrics = metrics;
    this.unserved = Set.copyOf(survey.all().get());
  }

  void start(@Observes StartupEvent event) {
    metrics.gauge("kith.partitions.unserved", this, it -> it.unserved.size());
    var _ =
        clock.scheduleWithFixedDelay(this::update, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    clock.shutdownNow();
  }

  @Produces
  @Readiness
  HealthCheck served() {
    return () ->
        HealthCheckResponse.named("partitions")
            .up()
            .withData(
                "unserved",
                unserved.stream()
                    .map(TopicPartition::toString)
                    .sorted()
                    .collect(Collectors.joining(" ")))
            .build();
  }

  private void update() {
    if (unserved.isEmpty() && round++ % ROUNDS_PER_QUERY != 0 && survey.isServedHere()) {
      return;
    }
    try {
      unserved = survey.unserved();
    } catch (RuntimeException failure) {
      // an exception would cancel the schedule
      LOG.warn("Unserved partitions could not be determined: {}", failure.toString());
    }
  }

  private static Set<TopicPartition> partitions(JsonNode served) {
    return served
        .valueStream()
        .map(partition -> partition(partition.asText()))
        .collect(Collectors.toSet());
  }

  /** The partition of a text like {@code kith.journal-3}. */
  private static TopicPartition partition(String text) {
    var dash = text.lastIndexOf('-');
    return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
  }

  /**
   * One check of all partitions.
   *
   * @param all partitions that have tasks
   * @param owner owner of a partition, as far as known
   * @param servedHere partitions that tasks of this node process
   * @param servedBy partitions that another node serves; fails if it does not answer
   */
  record Survey(
      Supplier<List<TopicPartition>> all,
      Function<TopicPartition, Optional<PartitionOwners.Node>> owner,
      Supplier<Set<TopicPartition>> servedHere,
      Function<PartitionOwners.Node, CompletableFuture<Set<TopicPartition>>> servedBy) {

    /** Whether tasks of this node process all partitions that were assigned to it. */
    boolean isServedHere() {
      var served = servedHere.get();
      return all.get().stream()
          .filter(
              partition -> owner.apply(partition).filter(PartitionOwners.Node::isHere).isPresent())
          .allMatch(served::contains);
    }

    Set<TopicPartition> unserved() {
      var unserved = new HashSet<>(all.get());
      unserved.removeAll(servedHere.get());
      Map<PartitionOwners.Node, Set<TopicPartition>> elsewhere = new HashMap<>();
      for (var partition : unserved) {
        owner
            .apply(partition)
            .filter(node -> !node.isHere())
            .ifPresent(
                node -> elsewhere.computeIfAbsent(node, _ -> new HashSet<>()).add(partition));
      }
      var answers = elsewhere.keySet().stream().map(servedBy).toList();
      answers.forEach(answer -> unserved.removeAll(servedOrNone(answer)));
      return unserved;
    }

    private static Collection<TopicPartition> servedOrNone(
        CompletableFuture<Set<TopicPartition>> answer) {
      return answer.exceptionally(_ -> Set.of()).join();
    }
  }
}
