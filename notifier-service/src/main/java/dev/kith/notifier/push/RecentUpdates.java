package dev.kith.notifier.push;

import dev.kith.domain.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The last updates of one partition, as they were read, for sessions whose snapshot is a little
 * older than the tail. Bounded; only the tail's thread touches it.
 */
final class RecentUpdates {

  private final ArrayDeque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
  private final int most;
  private long first;

  /**
   * @param first the offset from which on everything is here
   */
  RecentUpdates(long first, int most) {
    this.first = first;
    this.most = most;
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    records.addLast(record);
    if (records.size() > most) {
      first = records.removeFirst().offset() + 1;
    }
  }

  /** Whether nothing after {@code offset} is missing here. */
  boolean covers(long offset) {
    return offset + 1 >= first;
  }

  /** The subscriber's updates after {@code offset}, oldest first. */
  void forEachAfter(
      long offset, Address subscriber, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    var prefix = prefix(subscriber);
    var newer = new ArrayDeque<ConsumerRecord<byte[], byte[]>>();
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
