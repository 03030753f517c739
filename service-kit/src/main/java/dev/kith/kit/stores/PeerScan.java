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
 * Range scan of a store with keys {@code owner|peer} for many peers of one owner. In RocksDB, a get
 * of a missing key costs more than one of a present key, and most keys of a new phone book are
 * missing.
 */
public final class PeerScan {

  /** With fewer peers than this, single gets are cheaper. */
  private static final int MIN_PEERS_OF_SCAN = 8;

  /** Entries that a scan may read per requested peer; beyond that, single gets are cheaper. */
  private static final int ENTRIES_PER_PEER = 3;

  private PeerScan() {}

  /** The values that exist, by peer. */
  public static Map<Address, byte[]> read(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner, Collection<Address> peers) {
    var found = new HashMap<Address, byte[]>();
    var rest =
        peers.size() < MIN_PEERS_OF_SCAN ? peers : walk(store, owner, new TreeSet<>(peers), found);
    for (var peer : rest) {
      var value = store.get(key(owner, peer));
      if (value != null) {
        found.put(peer, value);
      }
    }
    return found;
  }

  /** Returns the peers that the scan did not reach. */
  private static Collection<Address> walk(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address owner,
      SortedSet<Address> peers,
      Map<Address, byte[]> found) {
    var left = peers.size() * ENTRIES_PER_PEER;
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
