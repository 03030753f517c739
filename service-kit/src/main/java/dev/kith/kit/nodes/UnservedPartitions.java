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
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private volatile Set<Integer> unserved;
  private int round;

  @Inject
  UnservedPartitions(PartitionOwners partitionOwners, NodeForwarder others, MeterRegistry metrics) {
    this(
        new Survey(
            partitionOwners.count(),
            partitionOwners::owner,
            partitionOwners::served,
            node ->
                others
                    .question(node, PATH, JsonNodeFactory.instance.objectNode(), null)
                    .thenApply(UnservedPartitions::numbers)
                    .toCompletableFuture()),
        metrics);
  }

  UnservedPartitions(Survey survey, MeterRegistry metrics) {
    this.survey = survey;
    this.metrics = metrics;
    this.unserved = survey.all();
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
                "unserved", unserved.stream().map(String::valueOf).collect(Collectors.joining(" ")))
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

  private static Set<Integer> numbers(JsonNode served) {
    return served.valueStream().map(JsonNode::intValue).collect(Collectors.toSet());
  }

  /**
   * One check of all partitions.
   *
   * @param owner owner of a partition, as far as known
   * @param servedHere partitions that tasks of this node process
   * @param servedBy partitions that another node serves; fails if it does not answer
   */
  record Survey(
      int count,
      Function<Integer, Optional<PartitionOwners.Node>> owner,
      Supplier<List<Integer>> servedHere,
      Function<PartitionOwners.Node, CompletableFuture<Set<Integer>>> servedBy) {

    Set<Integer> all() {
      return IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether tasks of this node process all partitions that were assigned to it. */
    boolean isServedHere() {
      var served = servedHere.get();
      return all().stream()
          .filter(number -> owner.apply(number).filter(PartitionOwners.Node::isHere).isPresent())
          .allMatch(served::contains);
    }

    Set<Integer> unserved() {
      var unserved = all();
      unserved.removeAll(servedHere.get());
      Map<PartitionOwners.Node, Set<Integer>> elsewhere = new HashMap<>();
      for (var number : unserved) {
        owner
            .apply(number)
            .filter(node -> !node.isHere())
            .ifPresent(node -> elsewhere.computeIfAbsent(node, _ -> new HashSet<>()).add(number));
      }
      var answers = elsewhere.keySet().stream().map(servedBy).toList();
      answers.forEach(answer -> unserved.removeAll(servedOrNone(answer)));
      return unserved;
    }

    private static Collection<Integer> servedOrNone(CompletableFuture<Set<Integer>> answer) {
      return answer.exceptionally(_ -> Set.of()).join();
    }
  }
}
