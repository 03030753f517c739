package dev.kith.notifier.updates;

import dev.kith.domain.Address;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * State store of the followers of each subject, by {@code subject|user}, with their {@link
 * LastUpdate}. It exists only while {@code kith.updates} is written.
 */
final class FollowerStore {

  static final String NAME = "followers";

  private static final Bytes START = Bytes.wrap(new byte[0]);

  private final KeyValueStore<Bytes, byte[]> store;

  FollowerStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Pair of a subject and a follower. */
  record Follower(Address subject, Address user) {}

  /** Empty if the user does not follow the subject. */
  Optional<LastUpdate> get(Address subject, Address user) {
    return Optional.ofNullable(store.get(StoreKeys.pair(subject, user))).map(LastUpdate::read);
  }

  void put(Address subject, Address user, LastUpdate last) {
    store.put(StoreKeys.pair(subject, user), last.write());
  }

  void delete(Address subject, Address user) {
    store.delete(StoreKeys.pair(subject, user));
  }

  /** Followers of a subject from an address on, at most {@code limit}. */
  List<Address> of(Address subject, String from, int limit) {
    var users = new ArrayList<Address>();
    try (var entries = store.range(StoreKeys.entry(subject, from), StoreKeys.end(subject))) {
      while (entries.hasNext() && users.size() < limit) {
        users.add(new Address(Keys.second(entries.next().key.get())));
      }
    }
    return users;
  }

  /** The first pairs of the store, at most {@code limit}. */
  List<Follower> first(int limit) {
    var pairs = new ArrayList<Follower>();
    try (var entries = store.range(START, null)) {
      while (entries.hasNext() && pairs.size() < limit) {
        var key = entries.next().key.get();
        pairs.add(new Follower(new Address(Keys.first(key)), new Address(Keys.second(key))));
      }
    }
    return pairs;
  }
}
