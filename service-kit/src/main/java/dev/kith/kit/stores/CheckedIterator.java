package dev.kith.kit.stores;

import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.RocksDBException;

/** Iterator that fails where the one behind it ended at a damaged block. */
final class CheckedIterator implements KeyValueIterator<Bytes, byte[]> {

  private final KeyValueIterator<Bytes, byte[]> entries;
  private final Function<RocksDBException, RuntimeException> failure;

  CheckedIterator(
      KeyValueIterator<Bytes, byte[]> entries,
      Function<RocksDBException, RuntimeException> failure) {
    this.entries = entries;
    this.failure = failure;
  }

  @Override
  public boolean hasNext() {
    if (entries.hasNext()) {
      return true;
    }
    try {
      IteratorStatus.check(entries);
      return false;
    } catch (RocksDBException damaged) {
      throw failure.apply(damaged);
    }
  }

  @Override
  public Bytes peekNextKey() {
    return entries.peekNextKey();
  }

  @Override
  public KeyValue<Bytes, byte[]> next() {
    return entries.next();
  }

  @Override
  public void close() {
    entries.close();
  }
}
