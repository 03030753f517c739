package dev.kith.notifier.fanout;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * State store of the highest term of each source partition, among the updates that an address book
 * has folded.
 */
public final class KnownTerms {

  public static final String NAME = "known-terms";

  private final KeyValueStore<Bytes, byte[]> store;

  public KnownTerms(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
  }

  /** Remembers the term of an update, if it is a new one. */
  public void note(Headers headers) {
    Term.of(headers)
        .ifPresent(term -> {
          var source = Bytes.wrap(bytes(Integer.BYTES).putInt(term.source()).array());
          var known = store.get(source);
          if (known == null || ByteBuffer.wrap(known).getLong() < term.number()) {
            store.put(source, bytes(Long.BYTES).putLong(term.number()).array());
          }
        });
  }

  /** By source partition. */
  public static Map<Integer, Long> of(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    var terms = new HashMap<Integer, Long>();
    try (var entries = store.all()) {
      entries.forEachRemaining(entry ->
          terms.put(
              ByteBuffer.wrap(entry.key.get()).getInt(), ByteBuffer.wrap(entry.value).getLong()));
    }
    return terms;
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size);
  }
}
