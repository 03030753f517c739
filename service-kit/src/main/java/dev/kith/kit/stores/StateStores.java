package dev.kith.kit.stores;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Names and builders of the state stores. Names are permanent, since changelogs are named after
 * them.
 */
public final class StateStores {

  /** Address to profile. */
  public static final String PROFILES = "profiles";

  /** {@code owner|peer} to relation. */
  public static final String RELATIONS = "relations";

  /** Progress of the task's fold. */
  public static final String PROGRESS = "progress";

  private StateStores() {}

  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> persistent(String name) {
    return Stores.keyValueStoreBuilder(
        new CheckedStore.CheckedSupplier(Stores.persistentKeyValueStore(name)),
        Serdes.Bytes(),
        Serdes.ByteArray());
  }
}
