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
import dev.kith.kit.streams.Change;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.ProfileStore;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.Recorded;
import dev.kith.kit.streams.Refusals;
import dev.kith.kit.streams.Reissue;
import dev.kith.kit.streams.RelationStore;
import dev.kith.kit.streams.SettingsStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Folds events into profiles, the owner's half-edges and history, and issues each profile that
 * changed.
 */
final class FoldProfiles implements Processor<byte[], Recorded, byte[], ProfileState> {

  private final Verdicts verdicts;
  private final Refusals refusals;
  private final HistoryBounds bounds;
  private ProcessorContext<byte[], ProfileState> context;
  private Progress progress;
  private ProfileStore profiles;
  private RelationStore relations;
  private SettingsStore settings;
  private HistoryStore history;
  private RegistryIndex registry;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  FoldProfiles(Verdicts verdicts, Refusals refusals, HistoryBounds bounds) {
    this.verdicts = verdicts;
    this.refusals = refusals;
    this.bounds = bounds;
  }

  @Override
  public void init(ProcessorContext<byte[], ProfileState> newContext) {
    context = newContext;
    progress = new Progress(context.getStateStore(KithStores.PROGRESS));
    profiles = new ProfileStore(context.getStateStore(KithStores.PROFILES));
    relations = new RelationStore(context.getStateStore(KithStores.RELATIONS));
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    history = new HistoryStore(context.getStateStore(HistoryStore.NAME));
    registry = new RegistryIndex(context.getStateStore(RegistryIndex.NAME));
    HistorySweep.schedule(context, context.getStateStore(HistoryStore.NAME), bounds);
    Reissue.schedule(
        context,
        progress,
        List.of(
            new Reissue.Part(
                context.getStateStore(KithStores.PROFILES),
                (key, value) ->
                    issue(
                        new Address(new String(key.get(), StandardCharsets.UTF_8)),
                        ProfileStore.read(value),
                        context.currentSystemTimeMs()))));
  }

  @Override
  public void process(Record<byte[], Recorded> record) {
    var recorded = record.value();
    var tookEffect =
        switch (recorded.event()) {
          case ProfileEvent event -> fold(recorded, event, record.timestamp());
          case RelationEvent event -> fold(recorded, event);
          case SettingsChanged event -> fold(recorded, event);
        };
    if (tookEffect) {
      history.append(recorded, record.timestamp());
    }
  }

  private boolean fold(Recorded recorded, ProfileEvent event, long timestamp) {
    var change = profiles.apply(recorded.owner(), recorded.at(), event);
    var tookEffect = change.refusal().isEmpty();
    if (tookEffect) {
      registry.move(recorded.owner(), change.before(), change.after());
      if (!progress.isSilent()) {
        issue(recorded.owner(), change.after(), timestamp);
      }
    }
    change.refusal().ifPresent(refusal -> refusals.note(context.taskId().partition(), refusal));
    verdicts.settle(recorded.id(), new Verdict<>(recorded.at(), change.after(), change.refusal()));
    return tookEffect;
  }

  private boolean fold(Recorded recorded, SettingsChanged event) {
    var change = settings.apply(recorded.owner(), recorded.at(), event);
    verdicts.settle(recorded.id(), new Verdict<>(recorded.at(), change.after(), change.refusal()));
    return change.refusal().isEmpty();
  }

  /** Whether it was taken for any of the peers. */
  private boolean fold(Recorded recorded, RelationEvent event) {
    var changes = new ArrayList<Change<Relation>>();
    relations.apply(recorded.owner(), recorded.at(), event, (_, change) -> changes.add(change));
    return changes.stream().anyMatch(change -> !change.before().equals(change.after()));
  }

  private void issue(Address owner, Profile profile, long timestamp) {
    var key = owner.text().getBytes(StandardCharsets.UTF_8);
    context.forward(new Record<>(key, ProfileCodec.write(owner, profile), timestamp));
  }
}
