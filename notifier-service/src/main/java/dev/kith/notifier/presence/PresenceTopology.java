package dev.kith.notifier.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.Presence;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.kit.codec.PresenceCodec;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.Decoders;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.ReadRecords;
import dev.kith.kit.topology.Sinks;
import dev.kith.kit.topology.Sources;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Part of the notifier's topology that folds presence: from the nodes' claims to {@code
 * kith.presence}, and to {@code kith.fanout} by way of a {@link TransitionPublisher}. It runs in
 * the tasks of the subjects.
 */
public final class PresenceTopology {

  /** Name of the processor that folds presence. */
  public static final String FOLD = "presence";

  private static final String PROGRESS = "presence-progress";
  private static final String OUT = "presence-out";
  private static final String DEAD_LETTERS = "presence-dead-letters";

  private final PresenceConfig bounds;
  private final PresenceConfig.Transitions transitions;
  private final int partitions;

  public PresenceTopology(
      PresenceConfig bounds, PresenceConfig.Transitions transitions, int partitions) {
    this.bounds = bounds;
    this.transitions = transitions;
    this.partitions = partitions;
  }

  /**
   * Adds the processor {@link #FOLD} with its sources and the sink of {@code kith.presence}; the
   * stores of {@link #addStores} must exist already.
   *
   * @param publishers creates the publisher of a task, which forwards to further sinks
   */
  public void addFold(
      Topology topology,
      TopologyContext topologyContext,
      String fanOutProgress,
      Function<ProcessorContext<byte[], Object>, TransitionPublisher> publishers) {
    read(topology, topologyContext, "claims", Topics.PRESENCE_CLAIMS, PresenceClaim::read);
    read(topology, topologyContext, "presences", Topics.PRESENCE, PresenceTopology::storedPresence);
    var names = new PresenceFold.Names(PROGRESS, fanOutProgress, OUT);
    topology
        .addProcessor(
            FOLD,
            () -> new PresenceFold(names, bounds, transitions, publishers),
            "read-claims",
            "read-presences")
        .addStateStore(FoldProgress.storeNamed(PROGRESS), "read-claims", "read-presences", FOLD)
        .connectProcessorAndStateStores(
            FOLD, fanOutProgress, OnlineStateStore.NAME, PresenceIndex.NAME);
    Sinks.add(topology, OUT, Topics.PRESENCE, topologyContext.wire(), FOLD);
    Sinks.addDeadLetters(topology, DEAD_LETTERS, "read-claims", "read-presences");
  }

  /** Adds the stores of online states, for the fold and these processors. */
  public static void addStores(Topology topology, String... processors) {
    topology
        .addStateStore(StateStores.persistent(OnlineStateStore.NAME), processors)
        .addStateStore(StateStores.persistent(PresenceIndex.NAME), processors);
  }

  private <T> void read(
      Topology topology,
      TopologyContext topologyContext,
      String name,
      Topic topic,
      Decoders.Decoder<T> decoder) {
    Sources.add(
        topology,
        name,
        topologyContext,
        new ReadRecords.Source<>(topic, partitions, decoder, PROGRESS, FOLD, DEAD_LETTERS));
  }

  private static PresenceFold.StoredPresence storedPresence(
      byte[] key, Headers headers, SpecificRecord value, Position at) {
    return new PresenceFold.StoredPresence(
        new Address(new String(key, UTF_8)), PresenceCodec.read((Presence) value));
  }
}
