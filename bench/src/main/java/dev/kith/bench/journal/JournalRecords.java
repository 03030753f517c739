package dev.kith.bench.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Factory of journal records whose values equal those of the services byte for byte, and of a
 * producer with the same acknowledgements, idempotence and linger time as theirs.
 */
public final class JournalRecords {

  private final WireFormat wire;

  public JournalRecords(String registry) {
    this.wire = new WireFormat(new ConfluentRegistry(Map.of("schema.registry.url", registry)));
  }

  public static KafkaProducer<byte[], byte[]> producer(String broker) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", broker, "acks", "all", "enable.idempotence", true, "linger.ms", 0),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  public byte[] value(SpecificRecord event) {
    return wire.write(Topics.JOURNAL, event);
  }

  /** Returns a record for any topic, with the headers of an event. */
  public static ProducerRecord<byte[], byte[]> record(
      String topic, String owner, String type, byte[] value) {
    var record = new ProducerRecord<>(topic, owner.getBytes(UTF_8), value);
    record
        .headers()
        .add("ce_specversion", "1.0".getBytes(UTF_8))
        .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
        .add("ce_type", type.getBytes(UTF_8))
        .add("ce_source", "/kith/profile-service".getBytes(UTF_8))
        .add("ce_time", Instant.now().toString().getBytes(UTF_8))
        .add("ce_subject", owner.getBytes(UTF_8));
    return record;
  }
}
