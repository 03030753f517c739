package dev.kith.profile.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.HistoryEntry;
import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.kit.codec.EventCodec;
import dev.kith.kit.codec.PositionCodec;
import dev.kith.kit.topology.JournalRecord;
import dev.kith.schemas.StateFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * State store of each owner's latest events: {@code owner|offset} to {@link HistoryEntry}. {@link
 * HistorySweep} removes events that are too old or too many.
 */
public final class HistoryStore {

  public static final String NAME = "history";

  private static final StateFormat<HistoryEntry> FORMAT =
      new StateFormat<>(
          HistoryEntry.class,
          List.of(
              StateFormat.past("HistoryEntry-0.1.0"),
              StateFormat.past("HistoryEntry-0.1.0-as-of")));

  private final KeyValueStore<Bytes, byte[]> store;

  HistoryStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** One event of an owner's history. */
  public record Past(Position at, Instant recordedAt, String actor, JournalEvent event) {}

  /** Stores an accepted event. */
  void append(JournalRecord journalRecord, long recordedAt) {
    var event = EventCodec.write(journalRecord.event(), journalRecord.actor());
    var entry =
        new HistoryEntry(
            PositionCodec.write(journalRecord.at()), Instant.ofEpochMilli(recordedAt), event);
    store.put(key(journalRecord.owner(), journalRecord.at().offset()), FORMAT.write(entry));
  }

  /**
   * Returns an owner's events before {@code offset} that are not older than {@code oldest}, newest
   * first.
   */
  public static List<Past> read(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address owner,
      long offset,
      int most,
      Instant oldest) {
    var events = new ArrayList<Past>();
    try (var entries = store.reverseRange(key(owner, 0), key(owner, offset - 1))) {
      while (entries.hasNext() && events.size() < most) {
        var entry = FORMAT.read(entries.next().value);
        if (entry.getRecordedAt().isBefore(oldest)) {
          break;
        }
        events.add(past(entry));
      }
    }
    return events;
  }

  /** The journal's timestamp of the event in {@code value}. */
  static Instant recordedAt(byte[] value) {
    return FORMAT.read(value).getRecordedAt();
  }

  private static Past past(HistoryEntry entry) {
    var event = (SpecificRecord) entry.getEvent();
    return new Past(
        PositionCodec.read(entry.getPosition()),
        entry.getRecordedAt(),
        EventCodec.actor(event),
        EventCodec.read(event));
  }

  /** Whether both keys belong to the same owner. */
  static boolean isSameOwner(Bytes one, Bytes other) {
    var end = one.get().length - Long.BYTES;
    return one.get().length == other.get().length
        && Arrays.equals(one.get(), 0, end, other.get(), 0, end);
  }

  private static Bytes key(Address owner, long offset) {
    var address = owner.text().getBytes(UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(address.length + 1 + Long.BYTES)
            .put(address)
            .put((byte) '|')
            .putLong(offset)
            .array());
  }
}
