package dev.kith.notifier.delivery;

import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.ReadRecords;
import dev.kith.kit.topology.Sinks;
import dev.kith.kit.topology.Sources;
import dev.kith.kit.topology.TaskProcessor;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.notifier.replica.FoldOutput;
import dev.kith.notifier.replica.ReplicaStore;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Sub-topology of the delivery tasks: one task, with its own stores, for each partition of {@code
 * kith.fanout}.
 */
public final class ReplicaTopology {

  /** Node of the fold, the parent of the node that writes {@code kith.updates}. */
  public static final String FOLD = "replica-fold";

  private static final String SOURCE = "fan-out-records";
  private static final String READER = "read-" + SOURCE;
  private static final String DEAD_LETTERS = "replica-dead-letters";

  private final int deliveryPartitions;
  private final Dependencies dependencies;

  /**
   * What the fold needs.
   *
   * @param application id of the Kafka Streams application
   * @param journalPartitions whose tasks must have written all their subjects before the stores are
   *     complete
   * @param resumeWindow age from which on a cursor cannot be resumed from
   * @param gaps called for each record that is passed over although the stores are complete
   */
  public record Dependencies(
      String application,
      int journalPartitions,
      FanOutTopic topic,
      DeliveryTasks tasks,
      Duration resumeWindow,
      Runnable gaps) {}

  public ReplicaTopology(int deliveryPartitions, Dependencies dependencies) {
    this.deliveryPartitions = deliveryPartitions;
    this.dependencies = dependencies;
  }

  /**
   * Adds the sub-topology.
   *
   * @param updates name of the node, a child of {@link #FOLD}, to which what was folded is
   *     forwarded; empty if there is none
   */
  public void add(Topology topology, TopologyContext topologyContext, Optional<String> updates) {
    var source =
        new ReadRecords.Source<>(
            Topics.FANOUT,
            deliveryPartitions,
            DeliveryInput::decode,
            ReplicaProgress.STORE,
            FOLD,
            DEAD_LETTERS);
    Sources.add(topology, SOURCE, topologyContext, source);
    topology
        .addProcessor(
            FOLD,
            TaskProcessor.of((ProcessorContext<byte[], FoldOutput> context) ->
                new ReplicaFold(context, topologyContext, dependencies, updates)),
            READER)
        .addStateStore(FoldProgress.storeNamed(ReplicaProgress.STORE), READER, FOLD)
        .addStateStore(StateStores.persistent(ReplicaStore.SUBJECTS), FOLD)
        .addStateStore(StateStores.persistent(ReplicaStore.PLACES), FOLD);
    Sinks.addDeadLetters(topology, DEAD_LETTERS, READER);
  }
}
