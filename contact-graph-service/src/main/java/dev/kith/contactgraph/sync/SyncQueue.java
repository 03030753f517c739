package dev.kith.contactgraph.sync;

import dev.kith.avro.ContactsRequested;
import dev.kith.contactgraph.sync.ContactRequest.Chunk;
import dev.kith.domain.Address;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.StateFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Chunks that wait until their owner says that it is time: {@code owner|offset} to {@link
 * ContactsRequested}, and beside them how many are on their way out.
 *
 * <p>What leaves goes through the log once more, one chunk after the other, so that a long queue
 * holds up nobody else; whatever comes meanwhile waits behind it.
 */
public final class SyncQueue {

  public static final String NAME = "sync-queue";

  /** Above all offsets in hexadecimal digits. */
  private static final String LEAVING = "~";

  private static final StateFormat<ContactsRequested> FORMAT =
      new StateFormat<>(ContactsRequested.class);

  private final KeyValueStore<Bytes, byte[]> store;

  SyncQueue(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void put(Address owner, long offset, Chunk chunk) {
    store.put(key(owner, "%016x".formatted(offset)), FORMAT.write(RequestCodec.write(chunk)));
  }

  boolean isEmpty(Address owner) {
    try (var entries = store.range(key(owner, "0"), key(owner, "g"))) {
      return !entries.hasNext();
    }
  }

  /** Whether chunks that were taken have not come back yet. */
  boolean isLeaving(Address owner) {
    return leaving(owner) > 0;
  }

  /** Takes everything up to the last chunk whose sync is to run now, in order. */
  List<Chunk> take(Address owner) {
    var taken = new ArrayList<KeyValue<Bytes, Chunk>>();
    var due = 0;
    try (var entries = store.range(key(owner, "0"), key(owner, "g"))) {
      while (entries.hasNext()) {
        var entry = entries.next();
        var chunk = RequestCodec.read(FORMAT.read(entry.value));
        taken.add(KeyValue.pair(entry.key, chunk));
        due = chunk.now() ? taken.size() : due;
      }
    }
    var leaving = taken.subList(0, due);
    leaving.forEach(entry -> store.delete(entry.key));
    return leaving.stream().map(entry -> entry.value.due()).toList();
  }

  /** So many of those that were taken are on their way, and come back one by one. */
  void leave(Address owner, int count) {
    setLeaving(owner, count);
  }

  /** One that was taken has come back. */
  void returned(Address owner) {
    setLeaving(owner, leaving(owner) - 1);
  }

  private int leaving(Address owner) {
    var count = store.get(key(owner, LEAVING));
    return count == null ? 0 : ByteBuffer.wrap(count).getInt();
  }

  private void setLeaving(Address owner, int count) {
    if (count <= 0) {
      store.delete(key(owner, LEAVING));
    } else {
      store.put(key(owner, LEAVING), ByteBuffer.allocate(Integer.BYTES).putInt(count).array());
    }
  }

  private static Bytes key(Address owner, String rest) {
    return StoreKeys.entry(owner, rest);
  }
}
