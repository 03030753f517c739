package dev.kith.kit.stores;

import dev.kith.domain.Address;
import dev.kith.schemas.Keys;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads what a store under {@code owner|peer} has of many peers of one owner, in one walk: a get of
 * a key that is not there costs RocksDB more than one that is, and most of a new phone book is not.
 */
public final class PeerScan {

  /** Below this, single gets are cheaper. */
  private static final int FEW = 8;

  /** Entries that a walk passes for each peer that is asked for; then single gets are cheaper. */
  private static final int PASSED = 3;

  private PeerScan() {}

  /** The values that are there, by peer. */
  public static Map<Address, byte[]> read(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner, Collection<Address> peers) {
    var found = new HashMap<Address, byte[]>();
    var rest = peers.size() < FEW ? peers : walk(store, owner, new TreeSet<>(peers), found);
    for (var peer : rest) {
      var value = store.get(key(owner, peer));
      if (value != null) {
        found.put(peer, value);
      }
    }
    return found;
  }

  /** The peers that the walk did not reach. */
  private static Collection<Address> walk(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address owner,
      SortedSet<Address> peers,
      Map<Address, byte[]> found) {
    var left = peers.size() * PASSED;
    try (var entries = store.range(key(owner, peers.first()), key(owner, peers.last()))) {
      while (entries.hasNext()) {
        var entry = entries.next();
        var peer = new Address(Keys.second(entry.key.get()));
        if (left-- == 0) {
          return peers.tailSet(peer);
        }
        if (peers.contains(peer)) {
          found.put(peer, entry.value);
        }
      }
    }
    return List.of();
  }

  private static Bytes key(Address owner, Address peer) {
    return StoreKeys.pair(owner, peer);
  }
}
