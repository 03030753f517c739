package dev.kith.notifier.replica;

import dev.kith.domain.Address;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.Keys;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reader of the stores of a delivery partition: subjects by address, and places by {@code
 * user|subject}, so that all places of a user are neighbours.
 */
public final class ReplicaStore {

  /** Name of the store of subjects. */
  public static final String SUBJECTS = "subjects";

  /** Name of the store of places. */
  public static final String PLACES = "places";

  private final ReadOnlyKeyValueStore<Bytes, byte[]> subjects;
  private final ReadOnlyKeyValueStore<Bytes, byte[]> places;
  private final SubjectCache.Part cache;

  /** Creates a reader of the stores without a cache. */
  public ReplicaStore(
      ReadOnlyKeyValueStore<Bytes, byte[]> subjects, ReadOnlyKeyValueStore<Bytes, byte[]> places) {
    this(subjects, places, SubjectCache.none());
  }

  /**
   * Creates a reader of the stores.
   *
   * @param cache of the task that writes these stores
   */
  public ReplicaStore(
      ReadOnlyKeyValueStore<Bytes, byte[]> subjects,
      ReadOnlyKeyValueStore<Bytes, byte[]> places,
      SubjectCache.Part cache) {
    this.subjects = subjects;
    this.places = places;
    this.cache = cache;
  }

  public SubjectState subject(Address subject) {
    return cache.get(subject, () -> read(subject));
  }

  private SubjectState read(Address subject) {
    var value = subjects.get(StoreKeys.of(subject));
    return value == null ? SubjectState.NONE : SubjectStateCodec.read(value);
  }

  public PlaceState place(Address user, Address subject) {
    var value = places.get(StoreKeys.pair(user, subject));
    return value == null ? PlaceState.NONE : PlaceStateCodec.read(value);
  }

  /**
   * Visits the places of a user in the order of the subjects.
   *
   * @param after only subjects after this one
   * @param action returns whether to continue
   */
  public void forEachPlace(
      Address user, Optional<Address> after, BiPredicate<Address, PlaceState> action) {
    var from = StoreKeys.entry(user, after.map(subject -> subject.text() + '\0').orElse(""));
    try (var range = places.range(from, StoreKeys.end(user))) {
      var isWanted = true;
      while (isWanted && range.hasNext()) {
        var entry = range.next();
        isWanted =
            action.test(
                new Address(Keys.second(entry.key.get())), PlaceStateCodec.read(entry.value));
      }
    }
  }

  /** State of one pair, from which a reader computes the view and what was missed. */
  public Missed.State state(Address subject, Address viewer) {
    return new Missed.State(subject, viewer, subject(subject), place(viewer, subject));
  }
}
