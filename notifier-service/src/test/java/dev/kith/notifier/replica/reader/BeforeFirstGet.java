package dev.kith.notifier.replica.reader;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Store that does something before a key is read for the first time. */
final class BeforeFirstGet implements ReadOnlyKeyValueStore<Bytes, byte[]> {

  private final ReadOnlyKeyValueStore<Bytes, byte[]> store;
  private final Runnable action;
  private boolean isDone;

  BeforeFirstGet(ReadOnlyKeyValueStore<Bytes, byte[]> store, Runnable action) {
    this.store = store;
    this.action = action;
  }

  @Override
  public byte[] get(Bytes key) {
    if (!isDone) {
      isDone = true;
      action.run();
    }
    return store.get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return store.range(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return store.all();
  }

  @Override
  public long approximateNumEntries() {
    return store.approximateNumEntries();
  }
}
