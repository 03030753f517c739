package dev.kith.notifier.tail;

import dev.kith.kit.trace.Traces;
import dev.kith.notifier.fanout.EventTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Undecoded update of {@code kith.updates}: the parts of the record that sessions need. */
public final class RawUpdate {

  /** Memory of one update besides its bytes: the headers of three objects, and their fields. */
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

  /**
   * Returns when its event was appended to the journal, in milliseconds since 1970, or {@link
   * EventTime#NONE}.
   */
  public long at() {
    return at;
  }

  byte[] key() {
    return key;
  }

  public byte[] value() {
    return value;
  }

  /** Returns its trace, in the form of {@link Traces#parent}. */
  public byte @Nullable [] trace() {
    return trace;
  }

  /** Returns its approximate memory, in bytes. */
  int size() {
    return key.length + value.length + (trace == null ? 0 : trace.length) + OVERHEAD;
  }
}
