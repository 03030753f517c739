package dev.kith.contactgraph.streams;

import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.streams.Decoders;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Mirrored;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.ReadRecords;
import dev.kith.kit.streams.Reading;
import dev.kith.kit.streams.Recorded;
import dev.kith.kit.streams.ServiceTopology;
import dev.kith.kit.streams.Sinks;
import dev.kith.kit.streams.Sources;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * From the journal and the mirrors of others to relations: a change of an owner's half goes out as
 * a mirror to the peer's partition, and either half's as a relation. Owners' profiles and settings
 * are folded beside them, for what depends on both.
 */
public final class ContactGraphTopology implements ServiceTopology {

  static final String JOURNAL = "journal";
  static final String READ_JOURNAL = "read-journal";
  static final String FOLD_JOURNAL = "fold-own-halves";
  static final String MIRRORS = "contact-mirrors";
  static final String READ_MIRRORS = "read-contact-mirrors";
  static final String FOLD_MIRRORS = "fold-mirrors";
  static final String MIRRORS_OUT = "contact-mirrors-out";
  static final String RELATIONS_OUT = "relations-out";
  static final String DEAD_LETTERS = "dead-letters";

  private final Verdicts verdicts;
  private final int partitions;

  public ContactGraphTopology(Verdicts verdicts, int partitions) {
    this.verdicts = verdicts;
    this.partitions = partitions;
  }

  @Override
  public String service() {
    return "contact-graph-service";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topics.JOURNAL, Topics.CONTACT_MIRRORS, Topics.RELATIONS, Topics.DEAD_LETTERS);
  }

  @Override
  public Topology build(Reading reading) {
    var topology = new Topology();
    addJournal(topology, reading);
    addMirrors(topology, reading);
    topology
        .addStateStore(KithStores.persistent(KithStores.RELATIONS), FOLD_JOURNAL, FOLD_MIRRORS)
        .addStateStore(KithStores.persistent(KithStores.PROFILES), FOLD_JOURNAL)
        .addStateStore(KithStores.persistent(SettingsStore.NAME), FOLD_JOURNAL)
        .addStateStore(
            Progress.storeNamed(KithStores.PROGRESS),
            READ_JOURNAL,
            FOLD_JOURNAL,
            READ_MIRRORS,
            FOLD_MIRRORS);
    Sinks.add(topology, MIRRORS_OUT, Topics.CONTACT_MIRRORS, reading.wire(), FOLD_JOURNAL);
    Sinks.add(
        topology, RELATIONS_OUT, Topics.RELATIONS, reading.wire(), FOLD_JOURNAL, FOLD_MIRRORS);
    Sinks.addDeadLetters(topology, DEAD_LETTERS, READ_JOURNAL, READ_MIRRORS);
    return topology;
  }

  private void addJournal(Topology topology, Reading reading) {
    var journal =
        new ReadRecords.Source<Recorded>(
            Topics.JOURNAL,
            partitions,
            Decoders::journal,
            KithStores.PROGRESS,
            FOLD_JOURNAL,
            DEAD_LETTERS);
    Sources.add(topology, JOURNAL, reading, journal);
    topology.addProcessor(FOLD_JOURNAL, () -> new FoldOwnHalves(verdicts), READ_JOURNAL);
  }

  private void addMirrors(Topology topology, Reading reading) {
    var mirrors =
        new ReadRecords.Source<Mirrored>(
            Topics.CONTACT_MIRRORS,
            partitions,
            Decoders::mirror,
            KithStores.PROGRESS,
            FOLD_MIRRORS,
            DEAD_LETTERS);
    Sources.add(topology, MIRRORS, reading, mirrors);
    topology.addProcessor(FOLD_MIRRORS, FoldMirrors::new, READ_MIRRORS);
  }
}
