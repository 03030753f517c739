package dev.kith.contactgraph.topology;

import dev.kith.contactgraph.SinkNames;
import dev.kith.contactgraph.budget.store.BudgetStore;
import dev.kith.contactgraph.streams.FoldMessages;
import dev.kith.contactgraph.streams.FoldMirrors;
import dev.kith.contactgraph.streams.FoldOwnHalves;
import dev.kith.contactgraph.sync.ContactMatching;
import dev.kith.contactgraph.sync.FoldMatches;
import dev.kith.contactgraph.sync.FoldRequests;
import dev.kith.contactgraph.sync.JournalWriter;
import dev.kith.contactgraph.sync.RequestCodec;
import dev.kith.contactgraph.sync.SyncContext;
import dev.kith.contactgraph.sync.SyncQueue;
import dev.kith.contactgraph.sync.SyncStore;
import dev.kith.domain.Budget;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.Decoders;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.MirrorDecoder;
import dev.kith.kit.topology.ReadRecords;
import dev.kith.kit.topology.SentMessage;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.Sinks;
import dev.kith.kit.topology.Sources;
import dev.kith.kit.topology.TaskProcessor;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Topology that folds the journal and peers' mirrors into relations. A changed own half-edge is
 * published, and forwarded as a mirror to the peer's partition, those of one event together.
 * Owners' profiles and settings are folded as well, for decisions that need both. Requests become
 * journal events and match requests to the peers' partitions; messages become requests to the
 * recipients' partitions.
 */
public final class ContactGraphTopology implements ServiceTopology {

  static final String JOURNAL = "journal";
  static final String READ_JOURNAL = "read-journal";
  static final String FOLD_JOURNAL = "fold-own-halves";
  static final String MIRRORS = "contact-mirrors";
  static final String READ_MIRRORS = "read-contact-mirrors";
  static final String FOLD_MIRRORS = "fold-mirrors";
  static final String REQUESTS = "contact-requests";
  static final String READ_REQUESTS = "read-contact-requests";
  static final String FOLD_REQUESTS = "fold-requests";
  static final String MATCHES = "contact-matches";
  static final String READ_MATCHES = "read-contact-matches";
  static final String FOLD_MATCHES = "fold-matches";
  static final String MESSAGES = "messages";
  static final String READ_MESSAGES = "read-messages";
  static final String FOLD_MESSAGES = "fold-messages";
  static final String DEAD_LETTERS = "dead-letters";

  private final Verdicts verdicts;
  private final JournalWriter journal;
  private final Budget.Terms budget;
  private final int partitions;

  /**
   * Creates the topology.
   *
   * @param budget token buckets of every account
   * @param partitions number of partitions of every topic
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
  public Topology build(TopologyContext topologyContext) {
    var parts = new SyncContext(journal, partitions);
    var topology = new Topology();
    read(topology, topologyContext, Topics.JOURNAL, JOURNAL, Decoders::journal, FOLD_JOURNAL);
    read(
        topology,
        topologyContext,
        Topics.CONTACT_MIRRORS,
        MIRRORS,
        new MirrorDecoder(partitions),
        FOLD_MIRRORS);
    read(
        topology,
        topologyContext,
        Topics.CONTACT_REQUESTS,
        REQUESTS,
        RequestCodec::read,
        FOLD_REQUESTS);
    read(
        topology,
        topologyContext,
        Topics.CONTACT_MATCHES,
        MATCHES,
        ContactMatching::read,
        FOLD_MATCHES);
    read(topology, topologyContext, Topics.MESSAGES, MESSAGES, SentMessage::read, FOLD_MESSAGES);
    topology
        .addProcessor(
            FOLD_JOURNAL,
            TaskProcessor.of((ProcessorContext<byte[], SpecificRecord> context) ->
                new FoldOwnHalves(context, verdicts, topologyContext.refusals(), parts)),
            READ_JOURNAL)
        .addProcessor(FOLD_MIRRORS, TaskProcessor.of(FoldMirrors::new), READ_MIRRORS)
        .addProcessor(
            FOLD_REQUESTS,
            TaskProcessor.of((ProcessorContext<byte[], SpecificRecord> context) ->
                new FoldRequests(context, verdicts, budget, parts)),
            READ_REQUESTS)
        .addProcessor(FOLD_MATCHES, TaskProcessor.of(FoldMatches::new), READ_MATCHES)
        .addProcessor(FOLD_MESSAGES, TaskProcessor.of(FoldMessages::new), READ_MESSAGES);
    addStores(topology);
    addSinks(topology, topologyContext.wire());
    return topology;
  }

  private <T> void read(
      Topology topology,
      TopologyContext topologyContext,
      Topic topic,
      String source,
      Decoders.Decoder<T> decoder,
      String fold) {
    Sources.add(
        topology,
        source,
        topologyContext,
        new ReadRecords.Source<>(
            topic, partitions, decoder, StateStores.PROGRESS, fold, DEAD_LETTERS));
  }

  private static void addStores(Topology topology) {
    topology
        .addStateStore(
            StateStores.persistent(StateStores.RELATIONS),
            FOLD_JOURNAL,
            FOLD_MIRRORS,
            FOLD_REQUESTS,
            FOLD_MATCHES,
            FOLD_MESSAGES)
        .addStateStore(StateStores.persistent(StateStores.PROFILES), FOLD_JOURNAL, FOLD_MATCHES)
        .addStateStore(
            StateStores.persistent(SettingsStore.NAME), FOLD_JOURNAL, FOLD_REQUESTS, FOLD_MESSAGES)
        .addStateStore(StateStores.persistent(RecentsStore.NAME), FOLD_REQUESTS, FOLD_MESSAGES)
        .addStateStore(
            StateStores.persistent(SyncStore.NAME), FOLD_JOURNAL, FOLD_REQUESTS, FOLD_MATCHES)
        .addStateStore(StateStores.persistent(SyncQueue.NAME), FOLD_REQUESTS)
        .addStateStore(StateStores.persistent(BudgetStore.NAME), FOLD_REQUESTS)
        .addStateStore(StateStores.persistent(BudgetStore.LOOKED_UP), FOLD_REQUESTS)
        .addStateStore(
            FoldProgress.storeNamed(StateStores.PROGRESS),
            READ_JOURNAL,
            FOLD_JOURNAL,
            READ_MIRRORS,
            READ_REQUESTS,
            FOLD_REQUESTS,
            READ_MATCHES,
            FOLD_MATCHES,
            READ_MESSAGES,
            FOLD_MESSAGES);
  }

  private static void addSinks(Topology topology, WireFormat wire) {
    Sinks.add(topology, SinkNames.MIRRORS_OUT, Topics.CONTACT_MIRRORS, wire, FOLD_JOURNAL);
    Sinks.add(topology, SinkNames.RELATIONS_OUT, Topics.RELATIONS, wire, FOLD_JOURNAL);
    Sinks.add(
        topology,
        SinkNames.REQUESTS_OUT,
        Topics.CONTACT_REQUESTS,
        wire,
        FOLD_REQUESTS,
        FOLD_MESSAGES);
    Sinks.add(
        topology, SinkNames.MATCHES_OUT, Topics.CONTACT_MATCHES, wire, FOLD_REQUESTS, FOLD_MATCHES);
    Sinks.add(
        topology,
        SinkNames.SYNCS_OUT,
        Topics.SYNCS,
        wire,
        FOLD_JOURNAL,
        FOLD_REQUESTS,
        FOLD_MATCHES);
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
