package dev.kith.notifier.webhook.delivery;

import dev.kith.kit.codec.UpdateCodec;
import dev.kith.schemas.Topics;
import dev.kith.schemas.UnknownRecordType;
import dev.kith.schemas.UnreadableRecord;
import dev.kith.schemas.WireFormat;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoder of records of {@code kith.updates}. It skips invalid ones and tombstones, which delete
 * entries of the topic.
 */
record UpdateReader(WireFormat wire) {

  private static final Logger LOG = LoggerFactory.getLogger(UpdateReader.class);

  List<StoredUpdate> read(List<ConsumerRecord<byte[], byte[]>> records) {
    var updates = new ArrayList<StoredUpdate>();
    for (var record : records) {
      if (record.value() != null) {
        read(record, updates);
      }
    }
    return updates;
  }

  private void read(ConsumerRecord<byte[], byte[]> record, List<StoredUpdate> updates) {
    try {
      var update = UpdateCodec.read(wire.read(Topics.UPDATES, record.value()));
      updates.add(new StoredUpdate(record.offset(), update));
    } catch (UnreadableRecord | UnknownRecordType | IllegalArgumentException unreadable) {
      LOG.warn(
          "Skipped an invalid update: {} offset {}", record.topic(), record.offset(), unreadable);
    }
  }
}
