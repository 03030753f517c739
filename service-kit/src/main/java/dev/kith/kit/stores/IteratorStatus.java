package dev.kith.kit.stores;

import java.lang.reflect.Field;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Status of the RocksDB iterator behind an iterator of Kafka Streams. RocksDB ends an iteration at
 * a block that it cannot read, and only the status says so; Kafka Streams does not ask for it.
 */
final class IteratorStatus {

  private static final String TYPE = "org.apache.kafka.streams.state.internals.RocksDbIterator";
  private static final Field ITERATOR = field();

  private IteratorStatus() {}

  /**
   * Checks an iterator that has no next entry.
   *
   * @throws RocksDBException if it ended at an error, such as a checksum that does not match
   */
  static void check(KeyValueIterator<?, ?> ended) throws RocksDBException {
    if (ITERATOR.getDeclaringClass().isInstance(ended)) {
      ((RocksIterator) get(ended)).status();
    }
  }

  private static Object get(Object ended) {
    try {
      return ITERATOR.get(ended);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Field field() {
    try {
      var field = Class.forName(TYPE).getDeclaredField("iter");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException other) {
      throw new IllegalStateException("Kafka Streams has another iterator for RocksDB", other);
    }
  }
}
