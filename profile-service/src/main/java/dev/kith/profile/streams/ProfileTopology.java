package dev.kith.profile.streams;

import dev.kith.avro.ProfileState;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.Decoders;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.JournalRecord;
import dev.kith.kit.topology.ReadRecords;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.Sinks;
import dev.kith.kit.topology.Sources;
import dev.kith.kit.topology.TaskProcessor;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.profile.cache.ProfileCache;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Topology that folds the journal into profiles, the owners' half-edges (they decide who sees
 * what), each owner's history, and the index of the profile directory.
 */
public final class ProfileTopology implements ServiceTopology {

  static final String JOURNAL = "journal";
  static final String READ = "read-journal";
  static final String FOLD = "fold-profiles";
  static final String PROFILES = "profiles-out";
  static final String DEAD_LETTERS = "dead-letters";

  private static final String PRESENCE = "presence";
  private static final String READ_PRESENCE = "read-presence";
  private static final String FOLD_PRESENCE = "fold-presence";
  private static final String PRESENCE_PROGRESS = "presence-progress";

  private final Verdicts verdicts;
  private final HistoryBounds history;
  private final ProfileCache cache;
  private final int partitions;

  public ProfileTopology(
      Verdicts verdicts, HistoryBounds history, ProfileCache cache, int partitions) {
    this.verdicts = verdicts;
    this.history = history;
    this.cache = cache;
    this.partitions = partitions;
  }

  @Override
  public String service() {
    return "profile-service";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topics.JOURNAL, Topics.PROFILES, Topics.PRESENCE, Topics.DEAD_LETTERS);
  }

  @Override
  public Topology build(TopologyContext topologyContext) {
    var journal =
        new ReadRecords.Source<JournalRecord>(
            Topics.JOURNAL,
            partitions,
            Decoders::journal,
            StateStores.PROGRESS,
            FOLD,
            DEAD_LETTERS);
    // separate progress: a rebuild of profiles does not wait for the presence topic
    var presence =
        new ReadRecords.Source<>(
            Topics.PRESENCE,
            partitions,
            FoldPresence.Told::read,
            PRESENCE_PROGRESS,
            FOLD_PRESENCE,
            DEAD_LETTERS);
    var topology = new Topology();
    Sources.add(topology, JOURNAL, topologyContext, journal);
    Sources.add(topology, PRESENCE, topologyContext, presence);
    topology
        .addProcessor(
            FOLD,
            TaskProcessor.of((ProcessorContext<byte[], ProfileState> context) ->
                new FoldProfiles(context, verdicts, topologyContext.refusals(), history, cache)),
            READ)
        .addStateStore(StateStores.persistent(StateStores.PROFILES), FOLD)
        .addStateStore(StateStores.persistent(StateStores.RELATIONS), FOLD)
        .addStateStore(StateStores.persistent(HistoryStore.NAME), FOLD)
        .addStateStore(StateStores.persistent(DirectoryIndex.NAME), FOLD)
        .addStateStore(StateStores.persistent(SettingsStore.NAME), FOLD)
        .addStateStore(FoldProgress.storeNamed(StateStores.PROGRESS), READ, FOLD)
        .addProcessor(
            FOLD_PRESENCE,
            TaskProcessor.of(
                (ProcessorContext<Void, Void> context) -> new FoldPresence(context, cache)),
            READ_PRESENCE)
        // connected to both folds so that both belong to one task: a profile and its presence are
        // on one node
        .addStateStore(StateStores.persistent(PresenceStore.NAME), FOLD_PRESENCE, FOLD)
        .addStateStore(FoldProgress.storeNamed(PRESENCE_PROGRESS), READ_PRESENCE);
    Sinks.add(topology, PROFILES, Topics.PROFILES, topologyContext.wire(), FOLD);
    Sinks.addDeadLetters(topology, DEAD_LETTERS, READ, READ_PRESENCE);
    return topology;
  }
}
