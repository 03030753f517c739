package dev.kith.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.FanOutCompleted;
import dev.kith.avro.UpdatesWanted;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.notifier.replica.FanOutCodec;
import dev.kith.notifier.replica.StateBounds;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/** Decoded record of {@code kith.fanout}. */
sealed interface DeliveryInput {

  /** Offset in the delivery partition. */
  long offset();

  /** Record about a subject. */
  record Change(long offset, Address subject, FanOutRecord record) implements DeliveryInput {}

  /** The task of a journal partition has written all records about its subjects. */
  record Completed(long offset, String application, int journalPartition)
      implements DeliveryInput {}

  /** From this record on {@code kith.updates} is wanted, or is not. */
  record Wanted(long offset, boolean isWanted) implements DeliveryInput {}

  /**
   * Decodes a record.
   *
   * @throws IllegalArgumentException if the key of a record about a subject is not an address, or
   *     what is derived from the record may not fit into a record
   */
  static DeliveryInput decode(byte[] key, Headers headers, SpecificRecord value, Position at) {
    return switch (value) {
      case FanOutCompleted completed ->
          new Completed(at.offset(), completed.getApplication(), completed.getPartition());
      case UpdatesWanted wanted -> new Wanted(at.offset(), wanted.getWanted());
      default -> {
        var record = FanOutCodec.read(value);
        StateBounds.check(record);
        yield new Change(at.offset(), new Address(new String(key, UTF_8)), record);
      }
    };
  }
}
