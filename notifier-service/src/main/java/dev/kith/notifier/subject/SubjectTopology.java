package dev.kith.notifier.subject;

import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.topology.Decoders;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.MirrorDecoder;
import dev.kith.kit.topology.ReadRecords;
import dev.kith.kit.topology.Sinks;
import dev.kith.kit.topology.Sources;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.notifier.messages.EnrichMessages;
import dev.kith.notifier.presence.PresenceTopology;
import dev.kith.notifier.presence.TransitionPublisher;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Part of the notifier's topology that runs in the tasks of the journal's partitions: from journal,
 * mirrors and claims of presence to {@code kith.fanout}, and the enrichment of messages.
 */
public final class SubjectTopology {

  /** Topics that this part reads and writes. */
  public static final Set<Topic> TOPICS = topics();

  /** Progress of the fold. */
  public static final String PROGRESS = "fan-out-progress";

  /** Name of the processor that folds subjects. */
  public static final String FOLD = "subjects-fold";

  private static final String OUT = "fan-out";
  private static final String DEAD_LETTERS = "fan-out-dead-letters";

  private final int partitions;
  private final DeliveryPartitions deliveryPartitions;
  private final PresenceTopology presence;

  /**
   * Creates the part.
   *
   * @param partitions number of partitions of the journal
   */
  public SubjectTopology(
      int partitions, DeliveryPartitions deliveryPartitions, PresenceTopology presence) {
    this.partitions = partitions;
    this.deliveryPartitions = deliveryPartitions;
    this.presence = presence;
  }

  /** Adds the part to a topology. */
  public void add(Topology topology, TopologyContext topologyContext) {
    read(topology, topologyContext, "journal", Topics.JOURNAL, Decoders::journal);
    read(
        topology,
        topologyContext,
        "mirrors",
        Topics.CONTACT_MIRRORS,
        new MirrorDecoder(partitions));
    topology
        .addProcessor(
            FOLD,
            SubjectFold.supplier(PROGRESS, deliveryPartitions),
            "read-journal",
            "read-mirrors")
        .addStateStore(FoldProgress.storeNamed(PROGRESS), "read-journal", "read-mirrors", FOLD);
    SubjectStores.NAMES.forEach(name -> topology.addStateStore(StateStores.persistent(name), FOLD));
    PresenceTopology.addStores(topology, FOLD);
    presence.addFold(topology, topologyContext, PROGRESS, this::publisher);
    SubjectStores.NAMES.forEach(
        name -> topology.connectProcessorAndStateStores(PresenceTopology.FOLD, name));
    FanOutSink.add(topology, OUT, topologyContext.wire(), FOLD, PresenceTopology.FOLD);
    EnrichMessages.add(topology, topologyContext, partitions, PROGRESS);
    Sinks.addDeadLetters(topology, DEAD_LETTERS, "read-journal", "read-mirrors");
  }

  private TransitionPublisher publisher(ProcessorContext<byte[], Object> context) {
    return new SubjectPresence(
        SubjectStores.of(context),
        deliveryPartitions::of,
        new FanOutOutput(
            context, record -> context.forward(record.<Object>withValue(record.value()), OUT)));
  }

  private <T> void read(
      Topology topology,
      TopologyContext topologyContext,
      String name,
      Topic topic,
      Decoders.Decoder<T> decoder) {
    var source = new ReadRecords.Source<>(topic, partitions, decoder, PROGRESS, FOLD, DEAD_LETTERS);
    Sources.add(topology, name, topologyContext, source);
  }

  private static Set<Topic> topics() {
    var topics = new HashSet<Topic>(EnrichMessages.TOPICS);
    topics.addAll(
        Set.of(
            Topics.JOURNAL,
            Topics.CONTACT_MIRRORS,
            Topics.FANOUT,
            Topics.PRESENCE_CLAIMS,
            Topics.PRESENCE,
            Topics.DEAD_LETTERS));
    return Set.copyOf(topics);
  }
}
