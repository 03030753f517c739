package dev.kith.notifier.replica;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.Keys;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Stores of a delivery partition: subjects by address, and places by {@code user|subject}, so that
 * all places of a user are neighbours.
 */
public final class ReplicaStore {

  /** Name of the store of subjects. */
  public static final String SUBJECTS = "subjects";

  /** Name of the store of places. */
  public static final String PLACES = "places";

  private static final BytesSerializer PREFIX = new BytesSerializer();

  private final KeyValueStore<Bytes, byte[]> subjects;
  private final KeyValueStore<Bytes, byte[]> places;

  public ReplicaStore(KeyValueStore<Bytes, byte[]> subjects, KeyValueStore<Bytes, byte[]> places) {
    this.subjects = subjects;
    this.places = places;
  }

  public SubjectState subject(Address subject) {
    var value = subjects.get(StoreKeys.of(subject));
    return value == null ? SubjectState.NONE : SubjectStateCodec.read(value);
  }

  public PlaceState place(Address user, Address subject) {
    var value = places.get(StoreKeys.pair(user, subject));
    return value == null ? PlaceState.NONE : PlaceStateCodec.read(value);
  }

  /** Visits all places of a user, in the order of the subjects. */
  public void forEachPlace(Address user, BiConsumer<Address, PlaceState> action) {
    try (var range = places.prefixScan(StoreKeys.prefix(user), PREFIX)) {
      range.forEachRemaining(entry ->
          action.accept(
              new Address(Keys.second(entry.key.get())), PlaceStateCodec.read(entry.value)));
    }
  }

  /** State of one pair, from which a reader computes the view and what was missed. */
  public Missed.State state(Address subject, Address viewer) {
    return new Missed.State(subject, viewer, subject(subject), place(viewer, subject));
  }

  /**
   * Folds a record.
   *
   * @param offset of the record in the delivery partition
   * @return false if a change of a half before this record is missing; then nothing is folded. In
   *     committed records this is a fault
   */
  public boolean fold(Address subject, FanOutRecord record, long offset) {
    var before = subject(subject);
    if (!before.replica().takes(record)) {
      return false;
    }
    var after = before.after(record, offset);
    if (!after.equals(before)) {
      subjects.put(StoreKeys.of(subject), SubjectStateCodec.write(after));
    }
    users(record).forEach(user -> foldPlace(user, subject, record, offset));
    return true;
  }

  private void foldPlace(Address user, Address subject, FanOutRecord record, long offset) {
    var before = place(user, subject);
    var after = before.after(record, user, offset);
    if (!after.equals(before)) {
      places.put(StoreKeys.pair(user, subject), PlaceStateCodec.write(after));
    }
  }

  private static Set<Address> users(FanOutRecord record) {
    return switch (record) {
      case OwnerHalfChanged changed -> changed.owners().keySet();
      case FollowerHalfChanged changed -> Set.of(changed.user());
      case SubjectChanged _, PresenceChanged _ -> Set.of();
    };
  }
}
