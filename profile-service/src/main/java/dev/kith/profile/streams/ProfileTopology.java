package dev.kith.profile.streams;

import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.streams.Decoders;
import dev.kith.kit.streams.KithStores;
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
 * From the journal to profiles, with the half-edges that decide who sees what of them, each owner's
 * history, and the orders in which profiles are listed.
 */
public final class ProfileTopology implements ServiceTopology {

  static final String JOURNAL = "journal";
  static final String READ = "read-journal";
  static final String FOLD = "fold-profiles";
  static final String PROFILES = "profiles-out";
  static final String DEAD_LETTERS = "dead-letters";

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
    return Set.of(Topics.JOURNAL, Topics.PROFILES, Topics.DEAD_LETTERS);
  }

  @Override
  public Topology build(Reading reading) {
    var journal =
        new ReadRecords.Source<Recorded>(
            Topics.JOURNAL, partitions, Decoders::journal, KithStores.PROGRESS, FOLD, DEAD_LETTERS);
    var topology = new Topology();
    Sources.add(topology, JOURNAL, reading, journal);
    topology
        .addProcessor(FOLD, () -> new FoldProfiles(verdicts, history), READ)
        .addStateStore(KithStores.persistent(KithStores.PROFILES), FOLD)
        .addStateStore(KithStores.persistent(KithStores.RELATIONS), FOLD)
        .addStateStore(KithStores.persistent(HistoryStore.NAME), FOLD)
        .addStateStore(KithStores.persistent(RegistryIndex.NAME), FOLD)
        .addStateStore(Progress.storeNamed(KithStores.PROGRESS), READ, FOLD);
    Sinks.add(topology, PROFILES, Topics.PROFILES, reading.wire(), FOLD);
    Sinks.addDeadLetters(topology, DEAD_LETTERS, READ);
    return topology;
  }
}
