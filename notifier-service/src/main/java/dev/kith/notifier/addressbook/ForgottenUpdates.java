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
 * The highest offset of a removal that a task has forgotten: whoever stands before it may hold what
 * is gone, and nobody could tell them.
 */
public final class ForgottenUpdates {

  public static final String NAME = "forgotten-updates";

  private static final Bytes UP_TO = Bytes.wrap("up-to".getBytes(US_ASCII));
  private static final long NOTHING = -1;

  private final KeyValueStore<Bytes, byte[]> store;

  ForgottenUpdates(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** In memory: it is one number. */
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
  }

  /** The highest offset that was forgotten, -1 if none was. */
  public static long upTo(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    var offset = store.get(UP_TO);
    return offset == null ? NOTHING : ByteBuffer.wrap(offset).getLong();
  }

  /** From now on, this is forgotten; to be said before it is, so that no reader misses both. */
  void raise(long offset) {
    if (offset > upTo(store)) {
      store.put(UP_TO, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }
  }
}
