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
 * State store of queued chunks that wait for {@code syncNow}: {@code owner|offset} to {@link
 * ContactsRequested}, and for each owner the number of chunks that are leaving the queue.
 *
 * <p>Chunks that leave are written to {@code kith.contact-requests} again, one record each, so that
 * a long queue does not delay other owners. Chunks that arrive meanwhile wait behind them.
 */
public final class SyncQueue {

  public static final String NAME = "sync-queue";

  /** Key suffix greater than all offsets in hexadecimal digits. */
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

  /** Whether taken chunks have not been read again yet. */
  boolean isLeaving(Address owner) {
    return leaving(owner) > 0;
  }

  /** Removes and returns all chunks up to the last one with {@code now}, in order. */
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

  /** Records the number of taken chunks that will be read again one by one. */
  void leave(Address owner, int count) {
    setLeaving(owner, count);
  }

  /** Records that one taken chunk was read again. */
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
