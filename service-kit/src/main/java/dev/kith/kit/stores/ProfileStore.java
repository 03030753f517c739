package dev.kith.kit.stores;

import dev.kith.avro.ProfileState;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent;
import dev.kith.kit.codec.ProfileCodec;
import dev.kith.schemas.StateFormat;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Store of a task's profiles: address to {@link ProfileState}. */
public final class ProfileStore {

  private static final StateFormat<ProfileState> FORMAT = new StateFormat<>(ProfileState.class);

  private final KeyValueStore<Bytes, byte[]> store;

  public ProfileStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** {@link Profile#NONE} if no event about the address was folded. */
  public static Profile read(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner) {
    var value = store.get(key(owner));
    return value == null ? Profile.NONE : read(value);
  }

  public static Profile read(byte[] value) {
    return ProfileCodec.read(FORMAT.read(value));
  }

  public Profile get(Address owner) {
    return read(store, owner);
  }

  /** Folds the event into the store. */
  public Change<Profile> apply(Address owner, Position at, ProfileEvent event) {
    var before = get(owner);
    var fold = before.apply(at, event);
    if (!fold.isRefused()) {
      store.put(key(owner), FORMAT.write(ProfileCodec.write(owner, fold.state())));
    }
    return new Change<>(before, fold.state(), fold.refusal());
  }

  private static Bytes key(Address owner) {
    return StoreKeys.of(owner);
  }
}
