package dev.kith.notifier.push;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An update as it lies on {@code kith.updates}, not decoded, and no more of the record. */
final class Said {

  /** What one takes in memory besides its bytes: the headers of three objects, and their fields. */
  private static final int OVERHEAD = 100;

  private final long offset;
  private final byte[] key;
  private final byte[] value;

  Said(long offset, byte[] key, byte[] value) {
    this.offset = offset;
    this.key = key;
    this.value = value;
  }

  static Said of(ConsumerRecord<byte[], byte[]> record) {
    return new Said(record.offset(), record.key(), record.value());
  }

  long offset() {
    return offset;
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
