package dev.kith.profile.streams;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;
import dev.kith.kit.codec.PresenceCodec;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.StateFormat;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * State store of users' presence, from {@code kith.presence}: address to {@link
 * dev.kith.avro.Presence}.
 */
public final class PresenceStore {

  public static final String NAME = "presences";

  private static final StateFormat<dev.kith.avro.Presence> FORMAT =
      new StateFormat<>(dev.kith.avro.Presence.class);

  private final KeyValueStore<Bytes, byte[]> store;

  PresenceStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Returns {@link Presence#NONE} for a user who never had a session. */
  public static Presence read(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address address) {
    var value = store.get(key(address));
    return value == null ? Presence.NONE : PresenceCodec.read(FORMAT.read(value));
  }

  void put(Address address, Presence presence) {
    store.put(key(address), FORMAT.write(PresenceCodec.write(address, presence)));
  }

  private static Bytes key(Address address) {
    return StoreKeys.of(address);
  }
}
