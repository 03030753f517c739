package dev.kith.contactgraph.streams;

import dev.kith.contactgraph.sync.PendingHalfEdges;
import dev.kith.contactgraph.sync.SyncContext;
import dev.kith.contactgraph.sync.SyncId;
import dev.kith.contactgraph.sync.SyncProgressPublisher;
import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.Refusal;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.stores.Change;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.JournalRecord;
import dev.kith.kit.topology.RefusalReporter;
import dev.kith.kit.topology.Reissue;
import dev.kith.kit.topology.TaskProcessor;
import dev.kith.schemas.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor of the journal: folds events into the owner's half-edges, profile and settings, and
 * forwards the changed half-edges.
 */
public final class FoldOwnHalves implements TaskProcessor.Work<byte[], JournalRecord> {

  private final Verdicts verdicts;
  private final RefusalReporter refusalReporter;
  private final ProcessorContext<byte[], SpecificRecord> context;
  private final HalfEdgePublisher halfEdgePublisher;
  private final FoldProgress foldProgress;
  private final RelationStore relations;
  private final ProfileStore profiles;
  private final SettingsStore settings;
  private final PendingHalfEdges pendingHalfEdges;
  private final SyncProgressPublisher syncs;

  public FoldOwnHalves(
      ProcessorContext<byte[], SpecificRecord> context,
      Verdicts verdicts,
      RefusalReporter refusalReporter,
      SyncContext parts) {
    this.context = context;
    this.verdicts = verdicts;
    this.refusalReporter = refusalReporter;
    halfEdgePublisher = new HalfEdgePublisher(context, parts.partitions());
    foldProgress = new FoldProgress(context.getStateStore(StateStores.PROGRESS));
    relations = new RelationStore(context.getStateStore(StateStores.RELATIONS));
    profiles = new ProfileStore(context.getStateStore(StateStores.PROFILES));
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    pendingHalfEdges = parts.inFlight(context.taskId().partition());
    syncs = new SyncProgressPublisher(context, foldProgress);
    Reissue.schedule(
        context,
        foldProgress,
        List.of(new Reissue.Part(context.getStateStore(StateStores.RELATIONS), this::reissue)));
  }

  @Override
  public void process(Record<byte[], JournalRecord> record) {
    var journalRecord = record.value();
    switch (journalRecord.event()) {
      case RelationEvent event -> {
        fold(journalRecord, event, record.timestamp());
        SyncId.of(journalRecord.id())
            .ifPresent(sync -> folded(journalRecord, sync, record.timestamp()));
      }
      case SettingsChanged event -> {
        var change = settings.apply(journalRecord.owner(), journalRecord.at(), event);
        change.refusal().ifPresent(this::note);
        settle(journalRecord, change);
      }
      // profile-service settles the verdict of this event
      case ProfileEvent event -> profiles.apply(journalRecord.owner(), journalRecord.at(), event);
    }
  }

  private void fold(JournalRecord journalRecord, RelationEvent event, long timestamp) {
    var owner = journalRecord.owner();
    var changes = new TreeMap<Address, Change<Relation>>();
    relations.apply(owner, journalRecord.at(), event, changes::put);
    if (!foldProgress.isSilent()) {
      publish(owner, changes, timestamp);
    }
    changes.forEach((peer, change) -> {
      change.refusal().ifPresent(this::note);
      switch (event) {
        case RelationEvent.AboutOne _ -> settle(journalRecord, change);
        case ContactsSynced _ -> pendingHalfEdges.folded(owner, peer, journalRecord.at());
      }
    });
  }

  private void publish(
      Address owner, SortedMap<Address, Change<Relation>> changes, long timestamp) {
    var halves = new TreeMap<Address, HalfEdge>();
    changes.forEach((peer, change) -> {
      if (!change.after().equals(change.before())) {
        halves.put(peer, change.after().own());
      }
    });
    halfEdgePublisher.publish(
        owner, halves, timestamp, Optional.of(Instant.ofEpochMilli(timestamp)));
  }

  private void note(Refusal refusal) {
    refusalReporter.note(context.taskId().partition(), refusal);
  }

  private void folded(JournalRecord journalRecord, String syncId, long timestamp) {
    var now = Instant.ofEpochMilli(timestamp);
    syncs.change(journalRecord.owner(), syncId, sync -> sync.folded(now));
  }

  private void settle(JournalRecord journalRecord, Change<?> change) {
    verdicts.settle(
        journalRecord.id(), new Verdict<>(journalRecord.at(), change.after(), change.refusal()));
  }

  private void reissue(Bytes key, byte[] value) {
    var owner = new Address(Keys.first(key.get()));
    var peer = new Address(Keys.second(key.get()));
    var half = RelationStore.read(value).own();
    if (!half.equals(HalfEdge.NONE)) {
      halfEdgePublisher.publish(
          owner,
          new TreeMap<>(Map.of(peer, half)),
          context.currentSystemTimeMs(),
          Optional.empty());
    }
  }
}
