package dev.kith.notifier.tail;

import dev.kith.kit.trace.Traces;
import dev.kith.notifier.fanout.EventTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** An update as it lies on {@code kith.updates}, not decoded, and no more of the record. */
public final class RawUpdate {

  /** What one takes in memory besides its bytes: the headers of three objects, and their fields. */
  private static final int OVERHEAD = 100;

  private final long offset;
  private final long at;
  private final byte[] key;
  private final byte[] value;
  private final byte @Nullable [] trace;

  RawUpdate(long offset, long at, byte[] key, byte[] value) {
    this(offset, at, key, value, null);
  }

  private RawUpdate(long offset, long at, byte[] key, byte[] value, byte @Nullable [] trace) {
    this.offset = offset;
    this.at = at;
    this.key = key;
    this.value = value;
    this.trace = trace;
  }

  static RawUpdate of(ConsumerRecord<byte[], byte[]> record) {
    var headers = record.headers();
    return new RawUpdate(
        record.offset(),
        EventTime.of(headers),
        record.key(),
        record.value(),
        Traces.parent(headers));
  }

  public long offset() {
    return offset;
  }

  /** When its event came to the journal, in milliseconds since 1970, if that is known. */
  public long at() {
    return at;
  }

  byte[] key() {
    return key;
  }

  public byte[] value() {
    return value;
  }

  /** The trace that it belongs to, as {@link Traces#parent} has it. */
  public byte @Nullable [] trace() {
    return trace;
  }

  /** About how many bytes of memory it takes. */
  int size() {
    return key.length + value.length + (trace == null ? 0 : trace.length) + OVERHEAD;
  }
}
