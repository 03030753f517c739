package dev.kith.notifier.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.Presence;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.kit.codec.PresenceCodec;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.Decoders;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.ReadRecords;
import dev.kith.kit.topology.Sinks;
import dev.kith.kit.topology.Sources;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.notifier.fanout.FanOut;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.Topology;

/**
 * Part of the notifier's topology that folds presence: from the nodes' claims to {@code
 * kith.presence} and {@code kith.presence-updates}. It uses the stores of the fan-out, so it runs
 * in the same tasks.
 */
public final class PresenceTopology {

  /** Name of the processor in front of the fan-out. */
  public static final String RULES = "presence-rules";

  private static final String FOLD = "presence";
  private static final String PROGRESS = "presence-progress";
  private static final String OUT = "presence-out";
  private static final String UPDATES = "presence-updates";
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
   * Adds {@link #RULES} between the readers of journal and mirrors and the fan-out.
   *
   * @param fanOut name of the fan-out's processor, which is added afterwards
   */
  public void addBefore(
      String fanOut, Topology topology, String fanOutProgress, String... readers) {
    topology
        .addProcessor(
            RULES,
            () -> new PresenceRules(fanOut, UPDATES, fanOutProgress, bounds.subscribers()),
            readers)
        .addStateStore(StateStores.persistent(OnlineStateStore.NAME), RULES)
        .addStateStore(StateStores.persistent(PresenceIndex.NAME), RULES);
  }

  /** Adds all other nodes; the stores of the fan-out must exist already. */
  public void add(Topology topology, TopologyContext topologyContext, String fanOutProgress) {
    read(topology, topologyContext, "claims", Topics.PRESENCE_CLAIMS, PresenceClaim::read);
    read(topology, topologyContext, "presences", Topics.PRESENCE, PresenceTopology::storedPresence);
    var names = new PresenceFold.Names(PROGRESS, fanOutProgress, OUT, UPDATES);
    topology
        .addProcessor(
            FOLD,
            () -> new PresenceFold(names, bounds, transitions),
            "read-claims",
            "read-presences")
        .addStateStore(FoldProgress.storeNamed(PROGRESS), "read-claims", "read-presences", FOLD)
        .connectProcessorAndStateStores(
            FOLD,
            OnlineStateStore.NAME,
            PresenceIndex.NAME,
            fanOutProgress,
            FanOut.PROFILES,
            FanOut.RELATIONS,
            SettingsStore.NAME)
        .connectProcessorAndStateStores(
            RULES, fanOutProgress, FanOut.PROFILES, FanOut.RELATIONS, SettingsStore.NAME);
    Sinks.add(topology, OUT, Topics.PRESENCE, topologyContext.wire(), FOLD);
    Sinks.add(topology, UPDATES, Topics.PRESENCE_UPDATES, topologyContext.wire(), FOLD, RULES);
    Sinks.addDeadLetters(topology, DEAD_LETTERS, "read-claims", "read-presences");
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
