package dev.kith.notifier.subject;

import dev.kith.avro.AppearanceState;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.replica.Content;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.StateFormat;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Stores of a task's contents: the profiles, and when their subjects appeared last. */
final class ContentStore {

  /** Name of the store of the times. */
  static final String APPEARANCES = "appearances";

  private static final StateFormat<AppearanceState> FORMAT =
      new StateFormat<>(AppearanceState.class);

  private final ProfileStore profiles;
  private final KeyValueStore<Bytes, byte[]> appearances;

  ContentStore(ProfileStore profiles, KeyValueStore<Bytes, byte[]> appearances) {
    this.profiles = profiles;
    this.appearances = appearances;
  }

  Content get(Address subject) {
    return content(subject, profiles.get(subject));
  }

  /**
   * Folds an event.
   *
   * @param time when it was appended
   * @return the content after it; empty if it was refused
   */
  Optional<Content> apply(Address subject, Position at, ProfileEvent event, Instant time) {
    var change = profiles.apply(subject, at, event);
    if (change.refusal().isPresent()) {
      return Optional.empty();
    }
    var before = content(subject, change.before());
    var after = before.after(change.after(), time);
    if (!after.appeared().equals(before.appeared())) {
      appearances.put(StoreKeys.of(subject), FORMAT.write(new AppearanceState(after.appeared())));
    }
    return Optional.of(after);
  }

  private Content content(Address subject, Profile profile) {
    var value = appearances.get(StoreKeys.of(subject));
    return new Content(profile, value == null ? Instant.EPOCH : FORMAT.read(value).getAppearedAt());
  }
}
