package dev.kith.acceptance.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Producer of another team, which appends valid and invalid records to the journal and other
 * topics.
 */
public final class ForeignProducer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final WireFormat wire;

  public ForeignProducer(String broker, String registry) {
    this(broker, registry, "none");
  }

  /** As above, with a compression of Kafka's, such as {@code lz4}. */
  public ForeignProducer(String broker, String registry, String compression) {
    this.wire = new WireFormat(new ConfluentRegistry(Map.of("schema.registry.url", registry)));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                compression),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Encodes an event as a record of the journal has it. */
  public byte[] bytesOf(SpecificRecord event) {
    return wire.write(Topics.JOURNAL, event);
  }

  public RecordMetadata append(String owner, SpecificRecord event) {
    return append(owner, bytesOf(event));
  }

  /** Appends the same event for many owners; returns when all are in the journal. */
  public void appendAll(Collection<String> owners, SpecificRecord event) {
    byte[] bytes = bytesOf(event);
    for (String owner : owners) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(Topics.JOURNAL.name(), owner.getBytes(UTF_8), bytes);
      record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
      var _ = producer.send(record);
    }
    producer.flush();
  }

  /** Appends a record to another topic, in the partition of the address. */
  public RecordMetadata append(Topic topic, String address, SpecificRecord value) {
    return send(
        new ProducerRecord<>(topic.name(), address.getBytes(UTF_8), wire.write(topic, value)));
  }

  /** Appends an event as a node of profile-service with that epoch does. */
  public RecordMetadata appendAsNode(String owner, SpecificRecord event, long epoch) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.JOURNAL.name(), owner.getBytes(UTF_8), bytesOf(event));
    record.headers().add("ce_source", "/kith/profile-service".getBytes(UTF_8));
    record.headers().add("kith_epoch", Long.toString(epoch).getBytes(UTF_8));
    return send(record);
  }

  /** Appends any bytes, in the partition of the owner. */
  public RecordMetadata append(String owner, byte[] value) {
    return send(new ProducerRecord<>(Topics.JOURNAL.name(), owner.getBytes(UTF_8), value));
  }

  /** Appends any bytes in any partition. */
  public RecordMetadata append(int partition, String owner, byte[] value) {
    return send(
        new ProducerRecord<>(Topics.JOURNAL.name(), partition, owner.getBytes(UTF_8), value));
  }

  private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
    record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
    try {
      return producer.send(record).get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
