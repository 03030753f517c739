package dev.kith.contactgraph.streams;

import dev.kith.domain.Budget;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.streams.Decoders;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.ReadRecords;
import dev.kith.kit.streams.Reading;
import dev.kith.kit.streams.RecentsStore;
import dev.kith.kit.streams.Sent;
import dev.kith.kit.streams.ServiceTopology;
import dev.kith.kit.streams.SettingsStore;
import dev.kith.kit.streams.Sinks;
import dev.kith.kit.streams.Sources;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * From the journal and the mirrors of others to relations: a change of an owner's half goes out as
 * a mirror to the peer's partition, and either half's as a relation. Owners' profiles and settings
 * are folded beside them, for what depends on both. Requests become events of the journal, and
 * questions to the peers' partitions; messages become requests to their recipients' partitions.
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
  static final String REQUESTS = "contact-requests";
  static final String READ_REQUESTS = "read-contact-requests";
  static final String FOLD_REQUESTS = "fold-requests";
  static final String REQUESTS_OUT = "contact-requests-out";
  static final String MATCHES = "contact-matches";
  static final String READ_MATCHES = "read-contact-matches";
  static final String FOLD_MATCHES = "fold-matches";
  static final String MATCHES_OUT = "contact-matches-out";
  static final String SYNCS_OUT = "syncs-out";
  static final String MESSAGES = "messages";
  static final String READ_MESSAGES = "read-messages";
  static final String FOLD_MESSAGES = "fold-messages";
  static final String DEAD_LETTERS = "dead-letters";

  private final Verdicts verdicts;
  private final JournalWriter journal;
  private final Budget.Terms budget;
  private final int partitions;

  /**
   * The topology of one service.
   *
   * @param budget of every account
   * @param partitions of every topic
   */
  public ContactGraphTopology(
      Verdicts verdicts, JournalWriter journal, Budget.Terms budget, int partitions) {
    this.verdicts = verdicts;
    this.journal = journal;
    this.budget = budget;
    this.partitions = partitions;
  }

  @Override
  public String service() {
    return "contact-graph-service";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(
        Topics.JOURNAL,
        Topics.CONTACT_MIRRORS,
        Topics.CONTACT_REQUESTS,
        Topics.CONTACT_MATCHES,
        Topics.SYNCS,
        Topics.MESSAGES,
        Topics.RELATIONS,
        Topics.DEAD_LETTERS);
  }

  @Override
  public Topology build(Reading reading) {
    var parts = new SyncParts(journal, partitions);
    var topology = new Topology();
    read(topology, reading, Topics.JOURNAL, JOURNAL, Decoders::journal, FOLD_JOURNAL);
    read(topology, reading, Topics.CONTACT_MIRRORS, MIRRORS, Decoders::mirror, FOLD_MIRRORS);
    read(topology, reading, Topics.CONTACT_REQUESTS, REQUESTS, RequestCodec::read, FOLD_REQUESTS);
    read(topology, reading, Topics.CONTACT_MATCHES, MATCHES, Matching::read, FOLD_MATCHES);
    read(topology, reading, Topics.MESSAGES, MESSAGES, Sent::read, FOLD_MESSAGES);
    topology
        .addProcessor(
            FOLD_JOURNAL,
            () -> new FoldOwnHalves(verdicts, reading.refusals(), parts),
            READ_JOURNAL)
        .addProcessor(FOLD_MIRRORS, FoldMirrors::new, READ_MIRRORS)
        .addProcessor(FOLD_REQUESTS, () -> new FoldRequests(verdicts, budget, parts), READ_REQUESTS)
        .addProcessor(FOLD_MATCHES, FoldMatches::new, READ_MATCHES)
        .addProcessor(FOLD_MESSAGES, FoldMessages::new, READ_MESSAGES);
    addStores(topology);
    addSinks(topology, reading.wire());
    return topology;
  }

  private <T> void read(
      Topology topology,
      Reading reading,
      Topic topic,
      String source,
      Decoders.Decoder<T> decoder,
      String fold) {
    Sources.add(
        topology,
        source,
        reading,
        new ReadRecords.Source<>(
            topic, partitions, decoder, KithStores.PROGRESS, fold, DEAD_LETTERS));
  }

  private static void addStores(Topology topology) {
    topology
        .addStateStore(
            KithStores.persistent(KithStores.RELATIONS),
            FOLD_JOURNAL,
            FOLD_MIRRORS,
            FOLD_REQUESTS,
            FOLD_MATCHES,
            FOLD_MESSAGES)
        .addStateStore(KithStores.persistent(KithStores.PROFILES), FOLD_JOURNAL, FOLD_MATCHES)
        .addStateStore(
            KithStores.persistent(SettingsStore.NAME), FOLD_JOURNAL, FOLD_REQUESTS, FOLD_MESSAGES)
        .addStateStore(KithStores.persistent(RecentsStore.NAME), FOLD_REQUESTS, FOLD_MESSAGES)
        .addStateStore(
            KithStores.persistent(SyncStore.NAME), FOLD_JOURNAL, FOLD_REQUESTS, FOLD_MATCHES)
        .addStateStore(KithStores.persistent(SyncQueue.NAME), FOLD_REQUESTS)
        .addStateStore(KithStores.persistent(Budgets.NAME), FOLD_REQUESTS)
        .addStateStore(KithStores.persistent(Budgets.LOOKED_UP), FOLD_REQUESTS)
        .addStateStore(
            Progress.storeNamed(KithStores.PROGRESS),
            READ_JOURNAL,
            FOLD_JOURNAL,
            READ_MIRRORS,
            FOLD_MIRRORS,
            READ_REQUESTS,
            FOLD_REQUESTS,
            READ_MATCHES,
            FOLD_MATCHES,
            READ_MESSAGES,
            FOLD_MESSAGES);
  }

  private static void addSinks(Topology topology, WireFormat wire) {
    Sinks.add(topology, MIRRORS_OUT, Topics.CONTACT_MIRRORS, wire, FOLD_JOURNAL);
    Sinks.add(topology, RELATIONS_OUT, Topics.RELATIONS, wire, FOLD_JOURNAL, FOLD_MIRRORS);
    Sinks.add(topology, REQUESTS_OUT, Topics.CONTACT_REQUESTS, wire, FOLD_REQUESTS, FOLD_MESSAGES);
    Sinks.add(topology, MATCHES_OUT, Topics.CONTACT_MATCHES, wire, FOLD_REQUESTS, FOLD_MATCHES);
    Sinks.add(topology, SYNCS_OUT, Topics.SYNCS, wire, FOLD_JOURNAL, FOLD_REQUESTS, FOLD_MATCHES);
    Sinks.addDeadLetters(
        topology,
        DEAD_LETTERS,
        READ_JOURNAL,
        READ_MIRRORS,
        READ_REQUESTS,
        READ_MATCHES,
        READ_MESSAGES);
  }
}
