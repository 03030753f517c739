package dev.kith.profile.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.HistoryEntry;
import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.kit.codec.EventCodec;
import dev.kith.kit.codec.PositionCodec;
import dev.kith.kit.streams.Recorded;
import dev.kith.schemas.StateFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The latest events of each owner, at most {@code limit} of them: under {@code owner|number} each
 * event, numbered as they came, and under {@code owner} the number that comes next.
 */
public final class HistoryStore {

  public static final String NAME = "history";

  private static final StateFormat<HistoryEntry> FORMAT = new StateFormat<>(HistoryEntry.class);

  private final KeyValueStore<Bytes, byte[]> store;
  private final int limit;

  HistoryStore(KeyValueStore<Bytes, byte[]> store, int limit) {
    this.store = store;
    this.limit = limit;
  }

  /**
   * One event of an owner's history.
   *
   * @param number orders the owner's events; the later, the greater
   */
  public record Past(
      long number, Position at, Instant recordedAt, String actor, JournalEvent event) {}

  /** Keeps an event that took effect, and drops the one that is too many. */
  void append(Recorded recorded, long recordedAt) {
    var owner = recorded.owner();
    var next = next(store, owner);
    var event = EventCodec.write(recorded.event(), recorded.actor());
    var entry =
        new HistoryEntry(
            PositionCodec.write(recorded.at()), Instant.ofEpochMilli(recordedAt), event);
    store.put(key(owner, next), FORMAT.write(entry));
    store.put(counter(owner), ByteBuffer.allocate(Long.BYTES).putLong(next + 1).array());
    if (next >= limit) {
      store.delete(key(owner, next - limit));
    }
  }

  /**
   * An owner's events from before number {@code before}, newest first, that are not older than
   * {@code oldest}.
   */
  public static List<Past> read(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address owner,
      long before,
      int most,
      Instant oldest) {
    var events = new ArrayList<Past>();
    var last = Math.min(before, next(store, owner)) - 1;
    try (var entries = store.reverseRange(key(owner, 0), key(owner, Math.max(last, 0)))) {
      while (last >= 0 && entries.hasNext() && events.size() < most) {
        var stored = entries.next();
        var entry = FORMAT.read(stored.value);
        if (entry.getRecordedAt().isBefore(oldest)) {
          break;
        }
        events.add(past(number(stored.key), entry));
      }
    }
    return events;
  }

  /** When the journal took the event that is stored as {@code value}. */
  static Instant recordedAt(byte[] value) {
    return FORMAT.read(value).getRecordedAt();
  }

  private static Past past(long number, HistoryEntry entry) {
    var event = (SpecificRecord) entry.getEvent();
    return new Past(
        number,
        PositionCodec.read(entry.getPosition()),
        entry.getRecordedAt(),
        EventCodec.actor(event),
        EventCodec.read(event));
  }

  /** Whether an event is under this key, not a counter. */
  static boolean isEvent(Bytes key) {
    var bytes = key.get();
    return bytes.length > Long.BYTES && bytes[bytes.length - Long.BYTES - 1] == '|';
  }

  private static long next(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner) {
    var next = store.get(counter(owner));
    return next == null ? 0 : ByteBuffer.wrap(next).getLong();
  }

  private static Bytes counter(Address owner) {
    return Bytes.wrap(owner.text().getBytes(UTF_8));
  }

  private static Bytes key(Address owner, long number) {
    var address = owner.text().getBytes(UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(address.length + 1 + Long.BYTES)
            .put(address)
            .put((byte) '|')
            .putLong(number)
            .array());
  }

  private static long number(Bytes key) {
    var bytes = key.get();
    return ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES);
  }
}
