package dev.kith.notifier.presence;

import dev.kith.avro.PresenceState;
import dev.kith.domain.Address;
import dev.kith.domain.OnlineState;
import dev.kith.domain.Presence;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.StateFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** State store of the online states of a task's users: address to {@link PresenceState}. */
public final class OnlineStateStore {

  public static final String NAME = "attendances";

  private static final StateFormat<PresenceState> FORMAT = new StateFormat<>(PresenceState.class);

  private final KeyValueStore<Bytes, byte[]> store;

  OnlineStateStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * Returns the last published presence; {@link Presence#NONE} for a user who never had a session.
   */
  public static Presence presence(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address address) {
    return read(store, address).presence();
  }

  OnlineState get(Address address) {
    return read(store, address);
  }

  void put(Address address, OnlineState onlineState) {
    var presence = onlineState.presence();
    store.put(
        key(address),
        FORMAT.write(
            new PresenceState(
                List.copyOf(onlineState.nodes()),
                presence.online(),
                presence.lastSeen(),
                onlineState.leaves().orElse(null))));
  }

  private static OnlineState read(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address address) {
    var value = store.get(key(address));
    if (value == null) {
      return OnlineState.NONE;
    }
    var state = FORMAT.read(value);
    return new OnlineState(
        new TreeSet<>(state.getNodes()),
        new Presence(state.getOnline(), state.getLastSeen()),
        Optional.ofNullable(state.getLeaves()));
  }

  private static Bytes key(Address address) {
    return StoreKeys.of(address);
  }
}
