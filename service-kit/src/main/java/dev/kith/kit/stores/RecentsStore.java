package dev.kith.kit.stores;

import dev.kith.avro.RecentsState;
import dev.kith.domain.Address;
import dev.kith.domain.Recents;
import dev.kith.domain.Recents.Recent;
import dev.kith.schemas.StateFormat;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Store of each owner's recent peers, in both directions of messages: address to {@link
 * RecentsState}.
 */
public final class RecentsStore {

  public static final String NAME = "recents";

  private static final StateFormat<RecentsState> FORMAT = new StateFormat<>(RecentsState.class);

  private final KeyValueStore<Bytes, byte[]> store;

  public RecentsStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  public static Recents read(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner) {
    var value = store.get(key(owner));
    return value == null ? Recents.NONE : read(FORMAT.read(value));
  }

  /** Records a message; false if the pair's last one is too recent to update it. */
  public boolean note(Address owner, Address peer, Instant at) {
    var before = read(store, owner);
    var after = before.with(peer, at);
    if (after.equals(before)) {
      return false;
    }
    store.put(key(owner), FORMAT.write(write(after)));
    return true;
  }

  private static Recents read(RecentsState state) {
    return new Recents(
        state.getRecents().stream()
            .map(recent -> new Recent(new Address(recent.getPeer()), recent.getAt()))
            .toList());
  }

  private static RecentsState write(Recents recents) {
    return new RecentsState(
        recents.latestFirst().stream()
            .map(recent -> new dev.kith.avro.Recent(recent.peer().text(), recent.at()))
            .toList());
  }

  private static Bytes key(Address owner) {
    return StoreKeys.of(owner);
  }
}
