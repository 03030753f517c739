package dev.kith.notifier.subject;

import dev.kith.domain.replica.FanOutRecord;
import dev.kith.notifier.replica.FanOutCodec;
import org.apache.avro.specific.SpecificRecord;

/**
 * Record for one delivery partition.
 *
 * @param value a record of the fan-out, or a control record
 */
public record PlacedRecord(int partition, SpecificRecord value) {

  static PlacedRecord of(int partition, FanOutRecord record) {
    return new PlacedRecord(partition, FanOutCodec.write(record));
  }
}
