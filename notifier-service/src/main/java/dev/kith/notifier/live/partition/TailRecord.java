package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.notifier.live.Origin;

/**
 * Decoded record of a delivery partition.
 *
 * @param bytes its approximate memory
 */
public record TailRecord(Address subject, FanOutRecord record, Origin origin, int bytes) {

  long offset() {
    return origin.offset();
  }
}
