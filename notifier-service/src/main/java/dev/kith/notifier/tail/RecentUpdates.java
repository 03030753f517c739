package dev.kith.notifier.tail;

import dev.kith.domain.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The last updates of one partition, as they were read, for sessions whose snapshot is a little
 * older than the tail. Bounded in memory; only the tail's thread touches it.
 */
final class RecentUpdates {

  private final ArrayDeque<RawUpdate> records = new ArrayDeque<>();
  private final long mostBytes;
  private long bytes;
  private long first;

  /**
   * @param first the offset from which on everything is here
   * @param mostBytes of memory, about
   */
  RecentUpdates(long first, long mostBytes) {
    this.first = first;
    this.mostBytes = mostBytes;
  }

  void add(RawUpdate record) {
    records.addLast(record);
    bytes += record.size();
    while (bytes > mostBytes) {
      var oldest = records.removeFirst();
      bytes -= oldest.size();
      first = oldest.offset() + 1;
    }
  }

  /** Whether nothing after {@code offset} is missing here. */
  boolean covers(long offset) {
    return offset + 1 >= first;
  }

  /** The subscriber's updates after {@code offset}, oldest first. */
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
