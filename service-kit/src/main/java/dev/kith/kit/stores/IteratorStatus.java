package dev.kith.kit.stores;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Status of the RocksDB iterator behind an iterator of Kafka Streams. RocksDB ends an iteration at
 * a block that it cannot read, and only the status says so; Kafka Streams does not ask for it.
 *
 * <p>An iterator of a transactional store has another one in a field, for what is committed.
 */
final class IteratorStatus {

  /** Fields with an iterator, of RocksDB or of Kafka Streams, of one class of iterators. */
  private static final ClassValue<List<Field>> ITERATORS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return Arrays.stream(type.getDeclaredFields())
              .filter(field ->
                  RocksIterator.class.isAssignableFrom(field.getType())
                      || KeyValueIterator.class.isAssignableFrom(field.getType()))
              .peek(field -> field.setAccessible(true))
              .toList();
        }
      };

  private IteratorStatus() {}

  /**
   * Checks an iterator that has no next entry.
   *
   * @throws RocksDBException if it ended at an error, such as a checksum that does not match
   */
  static void check(KeyValueIterator<?, ?> ended) throws RocksDBException {
    for (Class<?> type = ended.getClass(); type != null; type = type.getSuperclass()) {
      for (var field : ITERATORS.get(type)) {
        switch (get(field, ended)) {
          case RocksIterator iterator -> check(ended, iterator);
          case KeyValueIterator<?, ?> inner -> check(inner);
          case null, default -> {}
        }
      }
    }
  }

  /** The iterator is closed under the same lock, by its reader or with its store. */
  private static void check(KeyValueIterator<?, ?> owner, RocksIterator iterator)
      throws RocksDBException {
    synchronized (owner) {
      if (!iterator.isOwningHandle()) {
        throw new InvalidStateStoreException("The store was closed during a scan");
      }
      iterator.status();
    }
  }

  private static Object get(Field field, Object ended) {
    try {
      return field.get(ended);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
