package dev.kith.notifier.replica;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Header with the time at which the event behind an update was appended to the journal, by the
 * broker's clock. It is used to measure the latency from event to client. Transitions of presence
 * have none, nor do updates of {@code kith.updates} that are written later than the fold.
 */
public final class EventTime {

  /** No time. */
  public static final long NONE = 0;

  /** The header of an update: milliseconds since 1970, eight bytes. */
  static final String HEADER = "kith_at";

  private EventTime() {}

  /** Header with that time. */
  public static Header header(long millis) {
    return new RecordHeader(HEADER, ByteBuffer.allocate(Long.BYTES).putLong(millis).array());
  }

  /** Milliseconds since 1970, or {@link #NONE}. */
  public static long of(Headers headers) {
    var header = headers.lastHeader(HEADER);
    return header == null || header.value() == null || header.value().length != Long.BYTES
        ? NONE
        : ByteBuffer.wrap(header.value()).getLong();
  }
}
