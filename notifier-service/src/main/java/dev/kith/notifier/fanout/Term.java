package dev.kith.notifier.fanout;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Epoch of a task, in a header of each update it writes. It is higher than every earlier one of the
 * same source partition, so that updates of a task that another one has replaced can be recognised.
 *
 * @param source the partition that the task folds
 */
public record Term(int source, long number) {

  /** The header of an update. */
  static final String HEADER = "kith_term";

  private static final String KEY = "term";
  private static final int MOST_BYTES = 15;

  /**
   * Begins a term, and keeps it with what the task folds. The clock makes it higher than one that
   * was begun and never committed.
   */
  static Term begin(KeyValueStore<String, String> progress, int source, long now) {
    var stored = progress.get(KEY);
    var next = stored == null ? now : Math.max(now, Long.parseLong(stored) + 1);
    progress.put(KEY, Long.toString(next));
    return new Term(source, next);
  }

  Header header() {
    var bytes = ByteBuffer.allocate(MOST_BYTES);
    ByteUtils.writeUnsignedVarint(source, bytes);
    ByteUtils.writeVarlong(number, bytes);
    var value = new byte[bytes.position()];
    bytes.flip().get(value);
    return new RecordHeader(HEADER, value);
  }

  /** The term of an update; nothing if its writer gave none that can be read. */
  public static Optional<Term> of(Headers headers) {
    var header = headers.lastHeader(HEADER);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    try {
      var bytes = ByteBuffer.wrap(header.value());
      return Optional.of(
          new Term(ByteUtils.readUnsignedVarint(bytes), ByteUtils.readVarlong(bytes)));
    } catch (RuntimeException noTerm) {
      return Optional.empty();
    }
  }
}
