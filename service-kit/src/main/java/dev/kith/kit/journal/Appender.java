package dev.kith.kit.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.kit.KafkaProperties;
import dev.kith.kit.KithSettings;
import dev.kith.kit.streams.ServiceTopology;
import dev.kith.schemas.Topic;
import dev.kith.schemas.WireFormat;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Appends records under an owner's address, outside of any transaction, so that whoever waits for
 * them waits for nobody's commit. Acknowledged: on all in-sync replicas, once and in order.
 */
@ApplicationScoped
public class Appender {

  /** Without brokers a producer blocks its caller for a while; that must be nobody's event loop. */
  private static final Executor SENDERS = Executors.newVirtualThreadPerTaskExecutor();

  private final KafkaProducer<byte[], byte[]> producer;
  private final WireFormat wire;
  private final String source;
  private final int partitions;

  Appender(KithSettings settings, WireFormat wire, ServiceTopology topology) {
    this.wire = wire;
    this.source = "/kith/" + topology.service();
    this.partitions = settings.topics().partitions();
    this.producer =
        new KafkaProducer<>(
            new KafkaProperties(settings).journalWriter(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @PreDestroy
  void close() {
    producer.close();
  }

  /**
   * Appends one record.
   *
   * @param id for the CloudEvents header
   * @return where it stands; fails with {@link NotAppended} if that was not confirmed
   */
  public CompletableFuture<Position> append(
      Topic topic, Address owner, String id, SpecificRecord value) {
    var record = record(topic, owner, id, value);
    var sent = new CompletableFuture<Position>();
    SENDERS.execute(() -> send(record, sent));
    return sent;
  }

  /** As above, for one caller's records that have to stay in order; blocks without brokers. */
  public CompletableFuture<Position> appendInOrder(
      Topic topic, Address owner, String id, SpecificRecord value) {
    var sent = new CompletableFuture<Position>();
    send(record(topic, owner, id, value), sent);
    return sent;
  }

  /**
   * Puts a value under a key of any shape, in order; without a value, what the key had goes.
   *
   * @return where it stands; fails with {@link NotAppended} if that was not confirmed
   */
  public CompletableFuture<Position> put(Topic topic, byte[] key, Optional<SpecificRecord> value) {
    var place = topic.placement().partition(key, partitions);
    var bytes = value.map(record -> wire.write(topic, record)).orElse(null);
    var sent = new CompletableFuture<Position>();
    send(new ProducerRecord<>(topic.name(), place, key, bytes), sent);
    return sent;
  }

  private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<Position> sent) {
    try {
      var _ =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  sent.complete(new Position(metadata.partition(), metadata.offset()));
                } else {
                  sent.completeExceptionally(new NotAppended(failure));
                }
              });
    } catch (RuntimeException refused) {
      sent.completeExceptionally(new NotAppended(refused));
    }
  }

  /** With the CloudEvents headers of the Kafka binding. */
  private ProducerRecord<byte[], byte[]> record(
      Topic topic, Address owner, String id, SpecificRecord value) {
    var key = owner.text().getBytes(UTF_8);
    var record = new ProducerRecord<>(topic.name(), key, wire.write(topic, value));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", id);
    header(record, "ce_type", value.getSchema().getFullName());
    header(record, "ce_source", source);
    header(record, "ce_time", Instant.now().toString());
    header(record, "ce_subject", owner.text());
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }
}
