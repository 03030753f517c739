package dev.kith.notifier.live.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.kit.trace.Traces;
import dev.kith.notifier.live.Origin;
import dev.kith.notifier.live.partition.TailRecord;
import dev.kith.notifier.replica.EventTime;
import dev.kith.notifier.replica.FanOutCodec;
import dev.kith.schemas.Topics;
import dev.kith.schemas.UnknownRecordType;
import dev.kith.schemas.UnreadableRecord;
import dev.kith.schemas.WireFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decoder of records of {@code kith.fanout}. */
final class FanOutDecoder {

  private static final Logger LOG = LoggerFactory.getLogger(FanOutDecoder.class);

  /** Decoded, a record takes about this many times its bytes, and this much besides. */
  private static final int MEMORY_FACTOR = 3;

  private static final int OVERHEAD = 300;

  private final WireFormat wire;

  FanOutDecoder(WireFormat wire) {
    this.wire = wire;
  }

  /**
   * Decodes a record about a subject; empty for records that are about none, and for those that
   * cannot be decoded, which must not end the sessions of the node.
   */
  Optional<TailRecord> read(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return Optional.empty();
    }
    // the keys of control records are no addresses
    return Address.parse(new String(record.key(), UTF_8)).flatMap(subject -> read(subject, record));
  }

  private Optional<TailRecord> read(Address subject, ConsumerRecord<byte[], byte[]> record) {
    try {
      var decoded = FanOutCodec.read(wire.read(Topics.FANOUT, record.value()));
      var headers = record.headers();
      var origin = new Origin(record.offset(), EventTime.of(headers), Traces.parent(headers));
      var bytes = MEMORY_FACTOR * (record.key().length + record.value().length) + OVERHEAD;
      return Optional.of(new TailRecord(subject, decoded, origin, bytes));
    } catch (UnreadableRecord | UnknownRecordType | IllegalArgumentException unreadable) {
      LOG.warn(
          "Skipped an unreadable record: {} partition {} offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          unreadable.getMessage());
      return Optional.empty();
    }
  }
}
