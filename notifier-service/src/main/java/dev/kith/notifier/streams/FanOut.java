package dev.kith.notifier.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.Entry;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.SettingsChanged;
import dev.kith.domain.Update;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.kit.streams.Mirrored;
import dev.kith.kit.streams.ProfileStore;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.Recorded;
import dev.kith.kit.streams.Reissue;
import dev.kith.kit.streams.RelationStore;
import dev.kith.kit.streams.SettingsStore;
import dev.kith.schemas.Keys;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Folds the subject's profile and both half-edges, and issues an update to each subscriber for whom
 * a change changes what they see.
 */
final class FanOut implements Processor<byte[], Object, byte[], SpecificRecord> {

  static final String PROFILES = "profiles";
  static final String RELATIONS = "relations";

  private final String progressStore;
  private ProcessorContext<byte[], SpecificRecord> context;
  private Progress progress;
  private ProfileStore profiles;
  private RelationStore relations;
  private SettingsStore settings;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  FanOut(String progressStore) {
    this.progressStore = progressStore;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> newContext) {
    context = newContext;
    progress = new Progress(context.getStateStore(progressStore));
    KeyValueStore<Bytes, byte[]> profileStore = context.getStateStore(PROFILES);
    KeyValueStore<Bytes, byte[]> relationStore = context.getStateStore(RELATIONS);
    profiles = new ProfileStore(profileStore);
    relations = new RelationStore(relationStore);
    settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    Reissue.schedule(
        context,
        progress,
        List.of(
            new Reissue.Part(profileStore, this::reissueToSelf),
            new Reissue.Part(relationStore, this::reissueToPeer)));
  }

  @Override
  public void process(Record<byte[], Object> record) {
    switch (record.value()) {
      case Recorded recorded -> {
        switch (recorded.event()) {
          case ProfileEvent event -> profileChanged(record, recorded, event);
          case RelationEvent event -> relationsChanged(record, recorded, event);
          case SettingsChanged event -> settings.apply(recorded.owner(), recorded.at(), event);
        }
      }
      case Mirrored mirrored -> mirrored(record, mirrored);
      default -> throw new IllegalStateException("Not read by this topology: " + record.value());
    }
  }

  private void profileChanged(Record<byte[], Object> cause, Recorded recorded, ProfileEvent event) {
    var subject = recorded.owner();
    var change = profiles.apply(subject, recorded.at(), event);
    if (change.refusal().isPresent() || progress.isSilent()) {
      return;
    }
    tell(cause, subject, subject, change.before(), change.after(), Relation.NONE);
    relations.forEachPeer(
        subject,
        (subscriber, relation) ->
            tell(cause, subscriber, subject, change.before(), change.after(), relation));
  }

  private void tell(
      Record<byte[], Object> cause,
      Address subscriber,
      Address subject,
      Profile before,
      Profile after,
      Relation relation) {
    Entry.between(
            new Entry(subscriber, subject, before, relation),
            new Entry(subscriber, subject, after, relation))
        .ifPresent(update -> issue(cause, update));
  }

  private void relationsChanged(
      Record<byte[], Object> cause, Recorded recorded, RelationEvent event) {
    relations.apply(
        recorded.owner(),
        recorded.at(),
        event,
        (peer, change) -> tell(cause, peer, recorded.owner(), change.before(), change.after()));
  }

  private void mirrored(Record<byte[], Object> cause, Mirrored mirrored) {
    var change = relations.mirror(mirrored.owner(), mirrored.peer(), mirrored.mirror());
    tell(cause, mirrored.peer(), mirrored.owner(), change.before(), change.after());
  }

  private void tell(
      Record<byte[], Object> cause,
      Address subscriber,
      Address subject,
      Relation before,
      Relation after) {
    var isNobodysNews = !Entry.mayFollow(before) && !Entry.mayFollow(after);
    if (isNobodysNews || progress.isSilent()) {
      return;
    }
    var profile = profiles.get(subject);
    Entry.between(
            new Entry(subscriber, subject, profile, before),
            new Entry(subscriber, subject, profile, after))
        .ifPresent(update -> issue(cause, update));
  }

  private void issue(Record<byte[], Object> cause, Update update) {
    context.forward(cause.withKey(key(update)).withValue(UpdateCodec.write(update)));
  }

  private void reissueToSelf(Bytes key, byte[] value) {
    var subject = new Address(new String(key.get(), UTF_8));
    reissue(new Entry(subject, subject, ProfileStore.read(value), Relation.NONE));
  }

  private void reissueToPeer(Bytes key, byte[] value) {
    var subject = new Address(Keys.first(key.get()));
    var subscriber = new Address(Keys.second(key.get()));
    reissue(new Entry(subscriber, subject, profiles.get(subject), RelationStore.read(value)));
  }

  private void reissue(Entry entry) {
    entry
        .present()
        .ifPresent(update ->
            context.forward(
                new Record<>(
                    key(update), UpdateCodec.write(update), context.currentSystemTimeMs())));
  }

  private static byte[] key(Update update) {
    return Keys.join(update.subscriber().text(), update.subject().text());
  }
}
