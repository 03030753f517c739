package dev.kith.notifier.messages;

import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.ReadRecords;
import dev.kith.kit.topology.Sinks;
import dev.kith.kit.topology.Sources;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * Part of the notifier's topology that enriches messages: in the partitions of the sender, the
 * group and the recipient, with the stores of the fan-out.
 */
public final class EnrichMessages {

  public static final Set<Topic> TOPICS =
      Set.of(Topics.MESSAGES, Topics.MESSAGE_CHECKS, Topics.ENRICHED_MESSAGES);

  static final String CHECKS_OUT = "message-checks-out";
  static final String ENRICHED_OUT = "enriched-messages-out";

  private static final String AT_SENDER = "enrich-at-sender";
  private static final String ON_THE_WAY = "enrich-on-the-way";
  private static final String DEAD_LETTERS = "messages-dead-letters";

  private EnrichMessages() {}

  /** Adds the processors to the sub-topology that has this progress store. */
  public static void add(
      Topology topology, TopologyContext topologyContext, int partitions, String progress) {
    Sources.add(
        topology,
        "messages",
        topologyContext,
        new ReadRecords.Source<>(
            Topics.MESSAGES, partitions, IncomingMessage::read, progress, AT_SENDER, DEAD_LETTERS));
    Sources.add(
        topology,
        "message-checks",
        topologyContext,
        new ReadRecords.Source<>(
            Topics.MESSAGE_CHECKS,
            partitions,
            PendingMessage::read,
            progress,
            ON_THE_WAY,
            DEAD_LETTERS));
    topology
        .addProcessor(
            AT_SENDER, () -> new EnrichAtSender(topologyContext, progress), "read-messages")
        .addProcessor(
            ON_THE_WAY, () -> new EnrichAtGroup(topologyContext, progress), "read-message-checks")
        .addStateStore(StateStores.persistent(RecentsStore.NAME), AT_SENDER, ON_THE_WAY)
        .addStateStore(StateStores.persistent(MessageBuffer.NAME), AT_SENDER, ON_THE_WAY);
    for (var fold : Set.of(AT_SENDER, ON_THE_WAY)) {
      topology.connectProcessorAndStateStores(
          fold, progress, StateStores.PROFILES, StateStores.RELATIONS, SettingsStore.NAME);
    }
    topology.connectProcessorAndStateStores("read-messages", progress);
    topology.connectProcessorAndStateStores("read-message-checks", progress);
    Sinks.add(
        topology, CHECKS_OUT, Topics.MESSAGE_CHECKS, topologyContext.wire(), AT_SENDER, ON_THE_WAY);
    Sinks.add(topology, ENRICHED_OUT, Topics.ENRICHED_MESSAGES, topologyContext.wire(), ON_THE_WAY);
    Sinks.addDeadLetters(topology, DEAD_LETTERS, "read-messages", "read-message-checks");
  }
}
