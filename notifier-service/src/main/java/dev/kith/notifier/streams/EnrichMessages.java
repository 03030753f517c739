package dev.kith.notifier.streams;

import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.ReadRecords;
import dev.kith.kit.streams.Reading;
import dev.kith.kit.streams.RecentsStore;
import dev.kith.kit.streams.SettingsStore;
import dev.kith.kit.streams.Sinks;
import dev.kith.kit.streams.Sources;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * The part of the notifier's topology that enriches messages: from the sender's partition over the
 * group's to the recipient's, beside the stores that the fan-out folds.
 */
final class EnrichMessages {

  static final Set<Topic> TOPICS =
      Set.of(Topics.MESSAGES, Topics.MESSAGE_CHECKS, Topics.ENRICHED_MESSAGES);

  static final String CHECKS_OUT = "message-checks-out";
  static final String ENRICHED_OUT = "enriched-messages-out";

  private static final String AT_SENDER = "enrich-at-sender";
  private static final String ON_THE_WAY = "enrich-on-the-way";
  private static final String DEAD_LETTERS = "messages-dead-letters";

  private EnrichMessages() {}

  /** Joins the sub-topology that has this progress store. */
  static void add(Topology topology, Reading reading, int partitions, String progress) {
    Sources.add(
        topology,
        "messages",
        reading,
        new ReadRecords.Source<>(
            Topics.MESSAGES, partitions, Written::read, progress, AT_SENDER, DEAD_LETTERS));
    Sources.add(
        topology,
        "message-checks",
        reading,
        new ReadRecords.Source<>(
            Topics.MESSAGE_CHECKS, partitions, Checked::read, progress, ON_THE_WAY, DEAD_LETTERS));
    topology
        .addProcessor(AT_SENDER, () -> new EnrichAtSender(progress), "read-messages")
        .addProcessor(ON_THE_WAY, () -> new EnrichOnTheWay(progress), "read-message-checks")
        .addStateStore(KithStores.persistent(RecentsStore.NAME), AT_SENDER, ON_THE_WAY)
        .addStateStore(KithStores.persistent(MessagesWaiting.NAME), AT_SENDER, ON_THE_WAY);
    for (var fold : Set.of(AT_SENDER, ON_THE_WAY)) {
      topology.connectProcessorAndStateStores(
          fold, progress, FanOut.PROFILES, FanOut.RELATIONS, SettingsStore.NAME);
    }
    topology.connectProcessorAndStateStores("read-messages", progress);
    topology.connectProcessorAndStateStores("read-message-checks", progress);
    Sinks.add(topology, CHECKS_OUT, Topics.MESSAGE_CHECKS, reading.wire(), AT_SENDER, ON_THE_WAY);
    Sinks.add(topology, ENRICHED_OUT, Topics.ENRICHED_MESSAGES, reading.wire(), ON_THE_WAY);
    Sinks.addDeadLetters(topology, DEAD_LETTERS, "read-messages", "read-message-checks");
  }
}
