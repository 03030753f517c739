package dev.kith.profile.streams;

import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.streams.Decoders;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.ReadRecords;
import dev.kith.kit.streams.Reading;
import dev.kith.kit.streams.Recorded;
import dev.kith.kit.streams.ServiceTopology;
import dev.kith.kit.streams.SettingsStore;
import dev.kith.kit.streams.Sinks;
import dev.kith.kit.streams.Sources;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * From the journal to profiles, with the half-edges that decide who sees what of them, each owner's
 * history, and the orders in which profiles are listed.
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
  private final int partitions;

  public ProfileTopology(Verdicts verdicts, HistoryBounds history, int partitions) {
    this.verdicts = verdicts;
    this.history = history;
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
  public Topology build(Reading reading) {
    var journal =
        new ReadRecords.Source<Recorded>(
            Topics.JOURNAL, partitions, Decoders::journal, KithStores.PROGRESS, FOLD, DEAD_LETTERS);
    // progress of its own: a rebuild of profiles waits for nobody's presence
    var presence =
        new ReadRecords.Source<>(
            Topics.PRESENCE,
            partitions,
            FoldPresence.Told::read,
            PRESENCE_PROGRESS,
            FOLD_PRESENCE,
            DEAD_LETTERS);
    var topology = new Topology();
    Sources.add(topology, JOURNAL, reading, journal);
    Sources.add(topology, PRESENCE, reading, presence);
    topology
        .addProcessor(FOLD, () -> new FoldProfiles(verdicts, reading.refusals(), history), READ)
        .addStateStore(KithStores.persistent(KithStores.PROFILES), FOLD)
        .addStateStore(KithStores.persistent(KithStores.RELATIONS), FOLD)
        .addStateStore(KithStores.persistent(HistoryStore.NAME), FOLD)
        .addStateStore(KithStores.persistent(RegistryIndex.NAME), FOLD)
        .addStateStore(KithStores.persistent(SettingsStore.NAME), FOLD)
        .addStateStore(Progress.storeNamed(KithStores.PROGRESS), READ, FOLD)
        .addProcessor(FOLD_PRESENCE, FoldPresence::new, READ_PRESENCE)
        // a store of both, so that they are of one task: whoever has the profile has the presence
        .addStateStore(KithStores.persistent(PresenceStore.NAME), FOLD_PRESENCE, FOLD)
        .addStateStore(Progress.storeNamed(PRESENCE_PROGRESS), READ_PRESENCE);
    Sinks.add(topology, PROFILES, Topics.PROFILES, reading.wire(), FOLD);
    Sinks.addDeadLetters(topology, DEAD_LETTERS, READ, READ_PRESENCE);
    return topology;
  }
}
