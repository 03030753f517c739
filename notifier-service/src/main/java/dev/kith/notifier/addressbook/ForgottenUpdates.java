package dev.kith.notifier.addressbook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * State store of the highest offset of a removal that a task has forgotten. A client whose cursor
 * is lower may hold entries that no longer exist, so it needs a snapshot.
 */
public final class ForgottenUpdates {

  public static final String NAME = "forgotten-updates";

  private static final Bytes UP_TO = Bytes.wrap("up-to".getBytes(US_ASCII));
  private static final long NOTHING = -1;

  private final KeyValueStore<Bytes, byte[]> store;

  ForgottenUpdates(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Returns the builder of the store, which is in memory because it holds a single number. */
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
  }

  /** Returns the highest forgotten offset, -1 if there is none. */
  public static long upTo(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    var offset = store.get(UP_TO);
    return offset == null ? NOTHING : ByteBuffer.wrap(offset).getLong();
  }

  /**
   * Records that the removal at this offset is forgotten. Call this before deleting the entry, so
   * that a reader sees at least one of the two.
   */
  void raise(long offset) {
    if (offset > upTo(store)) {
      store.put(UP_TO, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }
  }
}
