package dev.kith.kit.stores;

import dev.kith.avro.SettingsState;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Settings;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.codec.SettingsCodec;
import dev.kith.schemas.StateFormat;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Store of the settings of a task's owners: address to {@link SettingsState}. */
public final class SettingsStore {

  public static final String NAME = "settings";

  private static final StateFormat<SettingsState> FORMAT =
      new StateFormat<>(SettingsState.class, List.of(StateFormat.past("SettingsState-0.1.0")));

  private final KeyValueStore<Bytes, byte[]> store;

  public SettingsStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** {@link Settings#NONE} if the owner never changed any. */
  public static Settings read(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner) {
    var value = store.get(key(owner));
    return value == null ? Settings.NONE : read(value);
  }

  public static Settings read(byte[] value) {
    return SettingsCodec.read(FORMAT.read(value));
  }

  public Settings get(Address owner) {
    return read(store, owner);
  }

  /** Folds the event into the store. */
  public Change<Settings> apply(Address owner, Position at, SettingsChanged event) {
    var before = get(owner);
    var fold = before.apply(at, event);
    if (!fold.isRefused()) {
      store.put(key(owner), FORMAT.write(SettingsCodec.write(fold.state())));
    }
    return new Change<>(before, fold.state(), fold.refusal());
  }

  private static Bytes key(Address owner) {
    return StoreKeys.of(owner);
  }
}
