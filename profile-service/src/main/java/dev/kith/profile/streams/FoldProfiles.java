package dev.kith.profile.streams;

import dev.kith.avro.ProfileState;
import dev.kith.domain.Address;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.codec.ProfileCodec;
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
import dev.kith.profile.cache.ProfileCache;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor that folds events into profiles, the owner's half-edges, settings, history and
 * directory, and forwards each changed profile.
 */
final class FoldProfiles implements TaskProcessor.Work<byte[], JournalRecord> {

  private final Verdicts verdicts;
  private final RefusalReporter refusalReporter;
  private final ProcessorContext<byte[], ProfileState> context;
  private final FoldProgress foldProgress;
  private final ProfileStore profiles;
  private final RelationStore relations;
  private final SettingsStore settings;
  private final HistoryStore history;
  private final DirectoryIndex directory;
  private final ProfileCache.Part cached;

  FoldProfiles(
      ProcessorContext<byte[], ProfileState> context,
      Verdicts verdicts,
      RefusalReporter refusalReporter,
      HistoryBounds bounds,
      ProfileCache cache) {
    this.context = context;
    this.verdicts = verdicts;
    this.refusalReporter = refusalReporter;
    foldProgress = new FoldProgress(context.getStateStore(StateStores.PROGRESS));
    profiles = new ProfileStore(context.getStateStore(StateStores.PROFILES));
    relations = new RelationStore(context.getStateStore(StateStores.RELATIONS));
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    history = new HistoryStore(context.getStateStore(HistoryStore.NAME));
    directory = new DirectoryIndex(context.getStateStore(DirectoryIndex.NAME));
    HistorySweep.schedule(context, context.getStateStore(HistoryStore.NAME), bounds);
    Reissue.schedule(
        context,
        foldProgress,
        List.of(
            new Reissue.Part(
                context.getStateStore(StateStores.PROFILES),
                (key, value) ->
                    issue(
                        new Address(new String(key.get(), StandardCharsets.UTF_8)),
                        ProfileStore.read(value),
                        context.currentSystemTimeMs()))));
    // last: if anything before it fails, nothing closes the part
    cached = cache.open(context.taskId().partition(), new TaskStores(context));
  }

  @Override
  public void process(Record<byte[], JournalRecord> record) {
    var journalRecord = record.value();
    var tookEffect =
        switch (journalRecord.event()) {
          case ProfileEvent event -> fold(journalRecord, event, record.timestamp());
          case RelationEvent event -> fold(journalRecord, event);
          case SettingsChanged event -> fold(journalRecord, event);
        };
    if (tookEffect) {
      history.append(journalRecord, record.timestamp());
    }
  }

  @Override
  public void close() {
    cached.close();
  }

  private boolean fold(JournalRecord journalRecord, ProfileEvent event, long timestamp) {
    var change = profiles.apply(journalRecord.owner(), journalRecord.at(), event);
    cached.changed(journalRecord.owner());
    var tookEffect = change.refusal().isEmpty();
    if (tookEffect) {
      directory.move(journalRecord.owner(), change.before(), change.after());
      if (!foldProgress.isSilent()) {
        issue(journalRecord.owner(), change.after(), timestamp);
      }
    }
    change
        .refusal()
        .ifPresent(refusal -> refusalReporter.note(context.taskId().partition(), refusal));
    verdicts.settle(
        journalRecord.id(), new Verdict<>(journalRecord.at(), change.after(), change.refusal()));
    return tookEffect;
  }

  private boolean fold(JournalRecord journalRecord, SettingsChanged event) {
    var change = settings.apply(journalRecord.owner(), journalRecord.at(), event);
    cached.changed(journalRecord.owner());
    verdicts.settle(
        journalRecord.id(), new Verdict<>(journalRecord.at(), change.after(), change.refusal()));
    return change.refusal().isEmpty();
  }

  /** Returns whether the event changed the half-edge to at least one peer. */
  private boolean fold(JournalRecord journalRecord, RelationEvent event) {
    var changes = new ArrayList<Change<Relation>>();
    relations.apply(
        journalRecord.owner(),
        journalRecord.at(),
        event,
        (peer, change) -> {
          cached.changed(journalRecord.owner(), peer);
          changes.add(change);
        });
    return changes.stream().anyMatch(change -> !change.before().equals(change.after()));
  }

  private void issue(Address owner, Profile profile, long timestamp) {
    var key = owner.text().getBytes(StandardCharsets.UTF_8);
    context.forward(new Record<>(key, ProfileCodec.write(owner, profile), timestamp));
  }
}
