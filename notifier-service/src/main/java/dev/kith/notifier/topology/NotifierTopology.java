package dev.kith.notifier.topology;

import dev.kith.domain.Position;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.Decoders;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.ReadRecords;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.Sinks;
import dev.kith.kit.topology.Sources;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.notifier.NotifierConfig;
import dev.kith.notifier.addressbook.AddressBookFold;
import dev.kith.notifier.addressbook.AddressBookStore;
import dev.kith.notifier.addressbook.ForgottenUpdates;
import dev.kith.notifier.addressbook.StoredUpdate;
import dev.kith.notifier.fanout.DelayedTimestampExtractor;
import dev.kith.notifier.fanout.FanOut;
import dev.kith.notifier.fanout.KnownTerms;
import dev.kith.notifier.fanout.Slice;
import dev.kith.notifier.fanout.WalkStore;
import dev.kith.notifier.messages.EnrichMessages;
import dev.kith.notifier.presence.PresenceConfig;
import dev.kith.notifier.presence.PresenceTopology;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.Topology;

/**
 * Kafka Streams topology of the notifier: from journal and mirrors to updates in the subject's
 * partition, and from updates to address books in the subscriber's partition.
 */
@ApplicationScoped
public class NotifierTopology implements ServiceTopology {

  private static final String FAN_OUT_PROGRESS = "fan-out-progress";
  private static final String ADDRESS_BOOK_PROGRESS = "address-book-progress";

  /** Defaults for tests; {@link NotifierConfig} has those of the service. */
  private static final Slice.Limits SLICE = new Slice.Limits(1_000, Duration.ofMillis(5));

  private final int partitions;
  private final Slice.Limits slice;
  private final PresenceTopology presence;
  private final Duration removedKept;

  @Inject
  public NotifierTopology(KithConfig settings, NotifierConfig notifier, MeterRegistry metrics) {
    this(
        settings.topics().partitions(),
        notifier.removedKept(),
        new Slice.Limits(notifier.walkPeers(), notifier.walkSlice()),
        bounds(notifier.presence()),
        online ->
            metrics
                .counter("kith.presence.transitions", "to", online ? "online" : "offline")
                .increment());
  }

  public NotifierTopology(int partitions, Duration removedKept) {
    this(partitions, removedKept, PresenceConfig.DEFAULT, _ -> {});
  }

  public NotifierTopology(int partitions, Duration removedKept, Slice.Limits slice) {
    this(partitions, removedKept, slice, PresenceConfig.DEFAULT, _ -> {});
  }

  public NotifierTopology(
      int partitions,
      Duration removedKept,
      PresenceConfig presence,
      PresenceConfig.Transitions transitions) {
    this(partitions, removedKept, SLICE, presence, transitions);
  }

  private NotifierTopology(
      int partitions,
      Duration removedKept,
      Slice.Limits slice,
      PresenceConfig presence,
      PresenceConfig.Transitions transitions) {
    this.partitions = partitions;
    this.removedKept = removedKept;
    this.slice = slice;
    this.presence = new PresenceTopology(presence, transitions, partitions);
  }

  private static PresenceConfig bounds(NotifierConfig.Presence presence) {
    return new PresenceConfig(presence.grace(), presence.nodeTimeout(), presence.subscribers());
  }

  @Override
  public String service() {
    return "notifier-service";
  }

  @Override
  public Set<Topic> topics() {
    var topics = new HashSet<Topic>(EnrichMessages.TOPICS);
    topics.addAll(
        Set.of(
            Topics.JOURNAL,
            Topics.CONTACT_MIRRORS,
            Topics.UPDATES,
            Topics.SYNCS,
            Topics.WEBHOOKS,
            Topics.PRESENCE_CLAIMS,
            Topics.PRESENCE,
            Topics.PRESENCE_UPDATES,
            Topics.DEAD_LETTERS));
    return Set.copyOf(topics);
  }

  @Override
  public Topology build(TopologyContext topologyContext) {
    var topology = new Topology();
    read(topology, topologyContext, "journal", Topics.JOURNAL, Decoders::journal);
    read(topology, topologyContext, "mirrors", Topics.CONTACT_MIRRORS, Decoders::mirror);
    presence.addBefore("fan-out", topology, FAN_OUT_PROGRESS, "read-journal", "read-mirrors");
    topology
        .addProcessor(
            "fan-out",
            () -> new FanOut(FAN_OUT_PROGRESS, topologyContext.ends(), slice),
            PresenceTopology.RULES)
        .addStateStore(
            FoldProgress.storeNamed(FAN_OUT_PROGRESS), "read-journal", "read-mirrors", "fan-out")
        .addStateStore(StateStores.persistent(FanOut.PROFILES), "fan-out")
        .addStateStore(StateStores.persistent(FanOut.RELATIONS), "fan-out")
        .addStateStore(StateStores.persistent(SettingsStore.NAME), "fan-out")
        .addStateStore(StateStores.persistent(FanOut.APPEARANCES), "fan-out")
        .addStateStore(StateStores.persistent(WalkStore.NAME), "fan-out");
    Sinks.add(topology, "updates", Topics.UPDATES, topologyContext.wire(), "fan-out");
    presence.add(topology, topologyContext, FAN_OUT_PROGRESS);
    EnrichMessages.add(topology, topologyContext, partitions, FAN_OUT_PROGRESS);

    Sources.add(
        topology,
        "told",
        topologyContext,
        new ReadRecords.Source<>(
            Topics.UPDATES,
            partitions,
            NotifierTopology::update,
            ADDRESS_BOOK_PROGRESS,
            "address-books",
            "address-books-dead-letters"),
        new DelayedTimestampExtractor());
    topology
        .addProcessor("address-books", () -> new AddressBookFold(removedKept), "read-told")
        .addStateStore(FoldProgress.storeNamed(ADDRESS_BOOK_PROGRESS), "read-told")
        .addStateStore(StateStores.persistent(AddressBookStore.NAME), "address-books")
        .addStateStore(ForgottenUpdates.builder(), "address-books")
        .addStateStore(KnownTerms.store(), "address-books");
    // connects both parts to one sub-topology, so that the owner of an address also has its address
    // book
    topology.connectProcessorAndStateStores("address-books", FAN_OUT_PROGRESS);

    Sinks.addDeadLetters(topology, "fan-out-dead-letters", "read-journal", "read-mirrors");
    Sinks.addDeadLetters(topology, "address-books-dead-letters", "read-told");
    return topology;
  }

  private <T> void read(
      Topology topology,
      TopologyContext topologyContext,
      String name,
      Topic topic,
      Decoders.Decoder<T> decoder) {
    var source =
        new ReadRecords.Source<>(
            topic,
            partitions,
            decoder,
            FAN_OUT_PROGRESS,
            PresenceTopology.RULES,
            "fan-out-dead-letters");
    Sources.add(topology, name, topologyContext, source);
  }

  /** Decoder of {@code kith.updates} that keeps the offset of the update. */
  private static StoredUpdate update(
      byte[] key, Headers headers, SpecificRecord value, Position at) {
    return new StoredUpdate(at.offset(), UpdateCodec.read(value));
  }
}
