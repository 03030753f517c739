package dev.kith.kit.stores;

import dev.kith.avro.PairState;
import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.kit.codec.HalfEdgeCodec;
import dev.kith.schemas.Keys;
import dev.kith.schemas.StateFormat;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Store of a task's relations: {@code owner|peer} to {@link PairState}. */
public final class RelationStore {

  private static final StateFormat<PairState> FORMAT = new StateFormat<>(PairState.class);
  private static final BytesSerializer PREFIX = new BytesSerializer();

  private final KeyValueStore<Bytes, byte[]> store;

  public RelationStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** {@link Relation#NONE} if neither has an event about the other. */
  public static Relation read(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner, Address peer) {
    var value = store.get(key(owner, peer));
    return value == null ? Relation.NONE : read(value);
  }

  public static Relation read(byte[] value) {
    return HalfEdgeCodec.readPair(FORMAT.read(value));
  }

  public Relation get(Address owner, Address peer) {
    return read(store, owner, peer);
  }

  /** Like {@link #read(ReadOnlyKeyValueStore, Address, Collection)}, from this store. */
  public Map<Address, Relation> get(Address owner, Collection<Address> peers) {
    return read(store, owner, peers);
  }

  /** Visits every peer with a stored relation, in the order of addresses. */
  public void forEachPeer(Address owner, BiConsumer<Address, Relation> action) {
    try (var relations = store.prefixScan(StoreKeys.prefix(owner), PREFIX)) {
      relations.forEachRemaining(
          entry -> action.accept(new Address(Keys.second(entry.key.get())), read(entry.value)));
    }
  }

  /**
   * Stored relations of a range of peers, in the order of addresses; the caller closes the
   * iterator.
   *
   * @param from address at which the range starts
   * @param until address before which the range ends; empty: no end
   */
  public KeyValueIterator<Bytes, byte[]> peers(Address owner, String from, Optional<String> until) {
    var end = until.map(peer -> StoreKeys.entry(owner, peer)).orElseGet(() -> StoreKeys.end(owner));
    return store.range(StoreKeys.entry(owner, from), end);
  }

  /** The relations that exist, by peer. */
  public static Map<Address, Relation> read(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner, Collection<Address> peers) {
    var relations = new HashMap<Address, Relation>();
    PeerScan.read(store, owner, peers).forEach((peer, value) -> relations.put(peer, read(value)));
    return relations;
  }

  /** Folds the owner's event into the owner's half-edge to each of its peers. */
  public void apply(
      Address owner, Position at, RelationEvent event, BiConsumer<Address, Change<Relation>> then) {
    var relations = read(store, owner, event.peers());
    for (var peer : event.peers()) {
      var before = relations.getOrDefault(peer, Relation.NONE);
      then.accept(peer, apply(owner, peer, before, at, event));
    }
  }

  private Change<Relation> apply(
      Address owner, Address peer, Relation before, Position at, RelationEvent event) {
    var fold = before.own().apply(at, event);
    var after = before.withOwn(fold.state());
    put(owner, peer, before, after);
    return new Change<>(before, after, fold.refusal());
  }

  /** Stores the peer's half-edge, unless a later one is stored already. */
  public Change<Relation> mirror(Address owner, Address peer, HalfEdge mirror) {
    var before = get(owner, peer);
    var after =
        mirror.position().isAfter(before.mirror().position()) ? before.withMirror(mirror) : before;
    put(owner, peer, before, after);
    return new Change<>(before, after, Optional.empty());
  }

  private void put(Address owner, Address peer, Relation before, Relation after) {
    if (!after.equals(before)) {
      store.put(key(owner, peer), FORMAT.write(HalfEdgeCodec.writePair(after)));
    }
  }

  private static Bytes key(Address owner, Address peer) {
    return StoreKeys.pair(owner, peer);
  }
}
