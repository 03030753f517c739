package dev.kith.notifier.push;

import dev.kith.notifier.streams.EventTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An update as it lies on {@code kith.updates}, not decoded, and no more of the record. */
final class Said {

  /** What one takes in memory besides its bytes: the headers of three objects, and their fields. */
  private static final int OVERHEAD = 100;

  private final long offset;
  private final long at;
  private final byte[] key;
  private final byte[] value;

  Said(long offset, long at, byte[] key, byte[] value) {
    this.offset = offset;
    this.at = at;
    this.key = key;
    this.value = value;
  }

  static Said of(ConsumerRecord<byte[], byte[]> record) {
    return new Said(record.offset(), EventTime.of(record.headers()), record.key(), record.value());
  }

  long offset() {
    return offset;
  }

  /** When its event came to the journal, in milliseconds since 1970, if that is known. */
  long at() {
    return at;
  }

  byte[] key() {
    return key;
  }

  byte[] value() {
    return value;
  }

  /** About how many bytes of memory it takes. */
  int size() {
    return key.length + value.length + OVERHEAD;
  }
}
