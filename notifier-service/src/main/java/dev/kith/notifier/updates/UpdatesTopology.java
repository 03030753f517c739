package dev.kith.notifier.updates;

import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.Sinks;
import dev.kith.kit.topology.TaskProcessor;
import dev.kith.notifier.delivery.ReplicaProgress;
import dev.kith.notifier.delivery.ReplicaTopology;
import dev.kith.notifier.replica.FoldOutput;
import dev.kith.notifier.replica.ReplicaStore;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Part of the sub-topology of the delivery tasks that writes {@code kith.updates}: a child of the
 * fold, with its own stores.
 */
public final class UpdatesTopology {

  /** Node to which the fold of a delivery partition forwards its output. */
  public static final String WRITER = "updates-writer";

  private static final String SINK = "updates";

  private final DeliveryPartitions partitions;
  private final int most;
  private final Duration time;

  /**
   * Creates the part.
   *
   * @param most followers in one slice, at most
   * @param time duration of one slice, at most
   */
  public UpdatesTopology(DeliveryPartitions partitions, int most, Duration time) {
    this.partitions = partitions;
    this.most = most;
    this.time = time;
  }

  /** Adds the writer, its stores and its sink, behind {@link ReplicaTopology#FOLD}. */
  public void add(Topology topology, WireFormat wire) {
    topology
        .addProcessor(
            WRITER,
            TaskProcessor.<byte[], FoldOutput, byte[], SpecificRecord>of(this::writer),
            ReplicaTopology.FOLD)
        .addStateStore(FoldProgress.storeNamed(UpdatesProgress.NAME), WRITER)
        .addStateStore(StateStores.persistent(FollowerStore.NAME), WRITER)
        .addStateStore(StateStores.persistent(Rounds.NAME), WRITER)
        .connectProcessorAndStateStores(
            WRITER, ReplicaStore.SUBJECTS, ReplicaStore.PLACES, ReplicaProgress.STORE);
    Sinks.add(topology, SINK, Topics.UPDATES, wire, WRITER);
  }

  private UpdatesWriter writer(ProcessorContext<byte[], SpecificRecord> context) {
    var partition = context.taskId().partition();
    return new UpdatesWriter(
        context,
        () -> ReplicaProgress.isComplete(context.getStateStore(ReplicaProgress.STORE)),
        user -> partitions.of(user) == partition,
        new Pace(most, time, System::nanoTime));
  }
}
