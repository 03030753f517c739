package dev.kith.notifier.live.partition;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Buffer of the most recent records of a partition, which are replayed for pairs whose state was
 * read from the store and is slightly older. Bounded in memory.
 */
final class RecentRecords {

  private final ArrayDeque<TailRecord> records = new ArrayDeque<>();
  private final long maxBytes;
  private long bytes;
  private long first;

  /**
   * Creates an empty buffer.
   *
   * @param first offset from which on all records are here
   * @param maxBytes approximate bound of memory
   */
  RecentRecords(long first, long maxBytes) {
    this.first = first;
    this.maxBytes = maxBytes;
  }

  void add(TailRecord record) {
    records.addLast(record);
    bytes += record.bytes();
    while (bytes > maxBytes) {
      var oldest = records.removeFirst();
      bytes -= oldest.bytes();
      first = oldest.offset() + 1;
    }
  }

  /** Whether all records after {@code offset} are here. */
  boolean covers(long offset) {
    return offset + 1 >= first;
  }

  /** Visits the records after {@code offset}, oldest first. */
  void forEachAfter(long offset, Consumer<TailRecord> action) {
    var newer = new ArrayDeque<TailRecord>();
    var backwards = records.descendingIterator();
    while (backwards.hasNext()) {
      var record = backwards.next();
      if (record.offset() <= offset) {
        break;
      }
      newer.addFirst(record);
    }
    newer.forEach(action);
  }
}
