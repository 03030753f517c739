package dev.kith.notifier.replica;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.notifier.replica.FoldOutput.Folded;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Writer of the stores of a delivery partition: folds records, and keeps the cache up to date. */
public final class ReplicaWriter {

  private final KeyValueStore<Bytes, byte[]> subjects;
  private final KeyValueStore<Bytes, byte[]> places;
  private final SubjectCache.Part cache;
  private final ReplicaStore store;

  public ReplicaWriter(
      KeyValueStore<Bytes, byte[]> subjects,
      KeyValueStore<Bytes, byte[]> places,
      SubjectCache.Part cache) {
    this.subjects = subjects;
    this.places = places;
    this.cache = cache;
    this.store = new ReplicaStore(subjects, places, cache);
  }

  /** Reader of what was written. */
  public ReplicaStore store() {
    return store;
  }

  /**
   * Folds a record. The subject is written before the places: who reads a place has the subject to
   * which it belongs, or a later one.
   *
   * @param offset of the record in the delivery partition
   * @return empty if a change of a half before this record is missing; then nothing is folded. In
   *     committed records this is a fault
   */
  public Optional<Folded> fold(Address subject, FanOutRecord record, long offset) {
    var before = store.subject(subject);
    if (!before.replica().takes(record)) {
      return Optional.empty();
    }
    var after = foldSubject(subject, before, record, offset);
    var placesBefore = new HashMap<Address, PlaceState>();
    var placesAfter = new HashMap<Address, PlaceState>();
    for (var user : users(record)) {
      var place = store.place(user, subject);
      placesBefore.put(user, place);
      placesAfter.put(user, foldPlace(user, subject, place, record, offset));
    }
    return Optional.of(
        new Folded(subject, record, offset, before, after, placesBefore, placesAfter));
  }

  private SubjectState foldSubject(
      Address subject, SubjectState before, FanOutRecord record, long offset) {
    var after = before.after(record, offset);
    if (after.equals(before)) {
      return before;
    }
    var fitted = StateBounds.fitted(after);
    subjects.put(StoreKeys.of(subject), fitted.encoded().get());
    cache.put(subject, fitted.state());
    return fitted.state();
  }

  private PlaceState foldPlace(
      Address user, Address subject, PlaceState before, FanOutRecord record, long offset) {
    var after = before.after(record, user, offset);
    if (after.equals(before)) {
      return before;
    }
    var fitted = StateBounds.fitted(after);
    places.put(StoreKeys.pair(user, subject), fitted.encoded().get());
    return fitted.state();
  }

  private static Set<Address> users(FanOutRecord record) {
    return switch (record) {
      case OwnerHalfChanged changed -> changed.owners().keySet();
      case FollowerHalfChanged changed -> Set.of(changed.user());
      case SubjectChanged _, PresenceChanged _ -> Set.of();
    };
  }
}
