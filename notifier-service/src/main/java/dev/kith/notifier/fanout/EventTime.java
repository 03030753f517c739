package dev.kith.notifier.fanout;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * When the event that an update is due to came to the journal, by the broker's clock: so that it
 * can be told how long the update took to the screen. Updates of walks and of rebuilds have none.
 */
public final class EventTime {

  /** No time. */
  public static final long NONE = 0;

  /** The header of an update: milliseconds since 1970, eight bytes. */
  static final String HEADER = "kith_at";

  private EventTime() {}

  static Header header(long millis) {
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
