package dev.kith.notifier.updates;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.PlaceState;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.notifier.replica.ReplicaStore;
import dev.kith.schemas.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Build of the index of followers from the places, in slices. Records that are folded meanwhile are
 * not lost: the histories tell what each follower has missed since the request for updates.
 */
final class IndexBuild {

  private final KeyValueStore<Bytes, byte[]> subjects;
  private final KeyValueStore<Bytes, byte[]> places;
  private final ReplicaStore replicas;
  private final Predicate<Address> isOfThisPartition;
  private final EntryWriter entries;

  /**
   * Creates a build.
   *
   * @param isOfThisPartition whether a user belongs to the delivery partition
   */
  IndexBuild(
      KeyValueStore<Bytes, byte[]> subjects,
      KeyValueStore<Bytes, byte[]> places,
      Predicate<Address> isOfThisPartition,
      EntryWriter entries) {
    this.subjects = subjects;
    this.places = places;
    this.replicas = new ReplicaStore(subjects, places);
    this.isOfThisPartition = isOfThisPartition;
    this.entries = entries;
  }

  /**
   * Builds entries from a cursor on; returns how far it came.
   *
   * @param since offset of the request for updates
   */
  BuildCursor goOn(BuildCursor from, long since, Slice slice) {
    var cursor = from;
    while (cursor.stage() != BuildCursor.Stage.DONE && !slice.isOver()) {
      cursor = build(cursor, since, slice);
    }
    return cursor;
  }

  private BuildCursor build(BuildCursor cursor, long since, Slice slice) {
    var isOfPlaces = cursor.stage() == BuildCursor.Stage.PLACES;
    var limit = slice.left();
    // one more, at which the next slice begins
    var keys = keys(isOfPlaces ? places : subjects, cursor.next(), limit + 1);
    for (var key : keys) {
      if (slice.isOver()) {
        return cursor.at(new String(key, UTF_8));
      }
      if (isOfPlaces) {
        var user = new Address(Keys.first(key));
        entries.writeMissed(replicas.state(new Address(Keys.second(key)), user), since);
      } else {
        buildOwn(new Address(new String(key, UTF_8)), since);
      }
      slice.count();
    }
    return cursor.nextStage();
  }

  private void buildOwn(Address subject, long since) {
    if (!subject.isGroup() && isOfThisPartition.test(subject)) {
      var state = replicas.subject(subject);
      entries.writeMissed(new Missed.State(subject, subject, state, PlaceState.NONE), since);
    }
  }

  private static List<byte[]> keys(KeyValueStore<Bytes, byte[]> store, String from, int limit) {
    var keys = new ArrayList<byte[]>();
    try (var entries = store.range(StoreKeys.of(from), null)) {
      while (entries.hasNext() && keys.size() < limit) {
        keys.add(entries.next().key.get());
      }
    }
    return keys;
  }
}
