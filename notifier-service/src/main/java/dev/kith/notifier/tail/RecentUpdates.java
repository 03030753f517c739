package dev.kith.notifier.tail;

import dev.kith.domain.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Buffer of the most recent updates of one partition, for sessions whose snapshot is slightly older
 * than the tail. Bounded in memory; confined to the tail's thread.
 */
final class RecentUpdates {

  private final ArrayDeque<RawUpdate> records = new ArrayDeque<>();
  private final long maxBytes;
  private long bytes;
  private long first;

  /**
   * @param first offset from which on all updates are here
   * @param maxBytes approximate bound of memory
   */
  RecentUpdates(long first, long maxBytes) {
    this.first = first;
    this.maxBytes = maxBytes;
  }

  void add(RawUpdate record) {
    records.addLast(record);
    bytes += record.size();
    while (bytes > maxBytes) {
      var oldest = records.removeFirst();
      bytes -= oldest.size();
      first = oldest.offset() + 1;
    }
  }

  /** Returns whether all updates after {@code offset} are here. */
  boolean covers(long offset) {
    return offset + 1 >= first;
  }

  /** Visits the subscriber's updates after {@code offset}, oldest first. */
  void forEachAfter(long offset, Address subscriber, Consumer<RawUpdate> action) {
    var prefix = prefix(subscriber);
    var newer = new ArrayDeque<RawUpdate>();
    var backwards = records.descendingIterator();
    while (backwards.hasNext()) {
      var record = backwards.next();
      if (record.offset() <= offset) {
        break;
      }
      if (startsWith(record.key(), prefix)) {
        newer.addFirst(record);
      }
    }
    newer.forEach(action);
  }

  private static byte[] prefix(Address subscriber) {
    return (subscriber.text() + "|").getBytes(StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}
