package dev.kith.notifier.streams;

import dev.kith.domain.Position;
import dev.kith.kit.KithSettings;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.kit.streams.Decoders;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.ReadRecords;
import dev.kith.kit.streams.Reading;
import dev.kith.kit.streams.ServiceTopology;
import dev.kith.kit.streams.SettingsStore;
import dev.kith.kit.streams.Sinks;
import dev.kith.kit.streams.Sources;
import dev.kith.notifier.NotifierSettings;
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
 * The notifier's topology: journal and mirrors to updates in the subject's partition, updates to
 * address books in the subscriber's.
 */
@ApplicationScoped
public class NotifierTopology implements ServiceTopology {

  private static final String FAN_OUT_PROGRESS = "fan-out-progress";
  private static final String ADDRESS_BOOK_PROGRESS = "address-book-progress";

  /** Whose default is in {@link NotifierSettings}. */
  private static final Slice.Limits SLICE = new Slice.Limits(1_000, Duration.ofMillis(5));

  private final int partitions;
  private final Slice.Limits slice;
  private final PresencePart presence;
  private final Duration removedKept;

  @Inject
  NotifierTopology(KithSettings settings, NotifierSettings notifier, MeterRegistry metrics) {
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

  NotifierTopology(int partitions, Duration removedKept) {
    this(partitions, removedKept, PresenceBounds.DEFAULT, _ -> {});
  }

  NotifierTopology(int partitions, Duration removedKept, Slice.Limits slice) {
    this(partitions, removedKept, slice, PresenceBounds.DEFAULT, _ -> {});
  }

  NotifierTopology(
      int partitions,
      Duration removedKept,
      PresenceBounds presence,
      PresenceBounds.Transitions transitions) {
    this(partitions, removedKept, SLICE, presence, transitions);
  }

  private NotifierTopology(
      int partitions,
      Duration removedKept,
      Slice.Limits slice,
      PresenceBounds presence,
      PresenceBounds.Transitions transitions) {
    this.partitions = partitions;
    this.removedKept = removedKept;
    this.slice = slice;
    this.presence = new PresencePart(presence, transitions, partitions);
  }

  private static PresenceBounds bounds(NotifierSettings.Presence presence) {
    return new PresenceBounds(presence.grace(), presence.nodeTimeout(), presence.subscribers());
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
  public Topology build(Reading reading) {
    var topology = new Topology();
    read(topology, reading, "journal", Topics.JOURNAL, Decoders::journal);
    read(topology, reading, "mirrors", Topics.CONTACT_MIRRORS, Decoders::mirror);
    presence.addBefore("fan-out", topology, FAN_OUT_PROGRESS, "read-journal", "read-mirrors");
    topology
        .addProcessor(
            "fan-out",
            () -> new FanOut(FAN_OUT_PROGRESS, reading.ends(), slice),
            PresencePart.RULES)
        .addStateStore(
            Progress.storeNamed(FAN_OUT_PROGRESS), "read-journal", "read-mirrors", "fan-out")
        .addStateStore(KithStores.persistent(FanOut.PROFILES), "fan-out")
        .addStateStore(KithStores.persistent(FanOut.RELATIONS), "fan-out")
        .addStateStore(KithStores.persistent(SettingsStore.NAME), "fan-out")
        .addStateStore(KithStores.persistent(WalkStore.NAME), "fan-out");
    Sinks.add(topology, "updates", Topics.UPDATES, reading.wire(), "fan-out");
    presence.add(topology, reading, FAN_OUT_PROGRESS);
    EnrichMessages.add(topology, reading, partitions, FAN_OUT_PROGRESS);

    Sources.add(
        topology,
        "told",
        reading,
        new ReadRecords.Source<>(
            Topics.UPDATES,
            partitions,
            NotifierTopology::update,
            ADDRESS_BOOK_PROGRESS,
            "address-books",
            "address-books-dead-letters"),
        new Yielding());
    topology
        .addProcessor("address-books", () -> new AddressBookFold(removedKept), "read-told")
        .addStateStore(Progress.storeNamed(ADDRESS_BOOK_PROGRESS), "read-told")
        .addStateStore(KithStores.persistent(AddressBookStore.NAME), "address-books")
        .addStateStore(ForgottenUpdates.builder(), "address-books")
        .addStateStore(KnownTerms.store(), "address-books");
    // one task of each partition has all of it: who owns an address also has its book
    topology.connectProcessorAndStateStores("address-books", FAN_OUT_PROGRESS);

    Sinks.addDeadLetters(topology, "fan-out-dead-letters", "read-journal", "read-mirrors");
    Sinks.addDeadLetters(topology, "address-books-dead-letters", "read-told");
    return topology;
  }

  private <T> void read(
      Topology topology, Reading reading, String name, Topic topic, Decoders.Decoder<T> decoder) {
    var source =
        new ReadRecords.Source<>(
            topic,
            partitions,
            decoder,
            FAN_OUT_PROGRESS,
            PresencePart.RULES,
            "fan-out-dead-letters");
    Sources.add(topology, name, reading, source);
  }

  /** An update with the offset at which it was said. */
  private static Told update(byte[] key, Headers headers, SpecificRecord value, Position at) {
    return new Told(at.offset(), UpdateCodec.read(value));
  }
}
