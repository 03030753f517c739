package dev.kith.contactgraph.streams;

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
import dev.kith.kit.streams.Change;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.ProfileStore;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.Recorded;
import dev.kith.kit.streams.Refusals;
import dev.kith.kit.streams.Reissue;
import dev.kith.kit.streams.RelationStore;
import dev.kith.kit.streams.SettingsStore;
import dev.kith.schemas.Keys;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Folds the owners' events into their halves, profiles and settings, and issues each half that
 * changed.
 */
final class FoldOwnHalves implements Processor<byte[], Recorded, byte[], SpecificRecord> {

  private final Verdicts verdicts;
  private final Refusals refusals;
  private final SyncParts parts;
  private ProcessorContext<byte[], SpecificRecord> context;
  private Issued issued;
  private Progress progress;
  private RelationStore relations;
  private ProfileStore profiles;
  private SettingsStore settings;
  private InFlight inFlight;
  private SyncProgressOut syncs;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  FoldOwnHalves(Verdicts verdicts, Refusals refusals, SyncParts parts) {
    this.verdicts = verdicts;
    this.refusals = refusals;
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> newContext) {
    context = newContext;
    issued = new Issued(context);
    progress = new Progress(context.getStateStore(KithStores.PROGRESS));
    relations = new RelationStore(context.getStateStore(KithStores.RELATIONS));
    profiles = new ProfileStore(context.getStateStore(KithStores.PROFILES));
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    inFlight = parts.inFlight(context.taskId().partition());
    syncs = new SyncProgressOut(context, progress);
    Reissue.schedule(
        context,
        progress,
        List.of(new Reissue.Part(context.getStateStore(KithStores.RELATIONS), this::reissue)));
  }

  @Override
  public void process(Record<byte[], Recorded> record) {
    var recorded = record.value();
    switch (recorded.event()) {
      case RelationEvent event -> {
        relations.apply(
            recorded.owner(),
            recorded.at(),
            event,
            (peer, change) -> fold(recorded, event, peer, change, record.timestamp()));
        SyncId.of(recorded.id()).ifPresent(sync -> folded(recorded, sync, record.timestamp()));
      }
      case SettingsChanged event -> {
        var change = settings.apply(recorded.owner(), recorded.at(), event);
        change.refusal().ifPresent(this::note);
        settle(recorded, change);
      }
      // whoever waits for its verdict waits in profile-service
      case ProfileEvent event -> profiles.apply(recorded.owner(), recorded.at(), event);
    }
  }

  private void fold(
      Recorded recorded,
      RelationEvent event,
      Address peer,
      Change<Relation> change,
      long timestamp) {
    var owner = recorded.owner();
    if (!change.after().equals(change.before()) && !progress.isSilent()) {
      issued.mirror(owner, peer, change.after(), timestamp);
      issued.relation(owner, peer, change.after(), timestamp);
    }
    change.refusal().ifPresent(this::note);
    switch (event) {
      case RelationEvent.AboutOne _ -> settle(recorded, change);
      case ContactsSynced _ -> inFlight.folded(owner, peer, recorded.at());
    }
  }

  private void note(Refusal refusal) {
    refusals.note(context.taskId().partition(), refusal);
  }

  private void folded(Recorded recorded, String syncId, long timestamp) {
    var now = Instant.ofEpochMilli(timestamp);
    syncs.change(recorded.owner(), syncId, sync -> sync.folded(now));
  }

  private void settle(Recorded recorded, Change<?> change) {
    verdicts.settle(recorded.id(), new Verdict<>(recorded.at(), change.after(), change.refusal()));
  }

  private void reissue(Bytes key, byte[] value) {
    var owner = new Address(Keys.first(key.get()));
    var peer = new Address(Keys.second(key.get()));
    var relation = RelationStore.read(value);
    var timestamp = context.currentSystemTimeMs();
    if (!relation.own().equals(HalfEdge.NONE)) {
      issued.mirror(owner, peer, relation, timestamp);
    }
    issued.relation(owner, peer, relation, timestamp);
  }
}
