package dev.kith.kit.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.topology.Decoders;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.WriterEpochs;
import dev.kith.kit.trace.Traces;
import dev.kith.schemas.Topic;
import dev.kith.schemas.WireFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Producer that appends records under an owner's address, outside of transactions, so that a
 * waiting request does not wait for a commit. An acknowledged record is on all in-sync replicas,
 * once and in order.
 */
@ApplicationScoped
public class Appender {

  /**
   * Without brokers the producer blocks its caller for a while, which must not be an event loop.
   */
  private static final Executor SENDERS = Executors.newVirtualThreadPerTaskExecutor();

  /** For this long after a confirmed record the producer knows the topic's brokers. */
  private static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Bytes of records in flight with which the producer's buffer (32 MB) is far from full. */
  private static final long ROOM = 4 * 1024 * 1024;

  /** Bytes of a record's key and headers. */
  private static final long FIXED_BYTES = 400;

  private final KafkaProducer<byte[], byte[]> producer;
  private final JournalAvailability availability;
  private final Set<Sending> pending = ConcurrentHashMap.newKeySet();
  private final AtomicLong pendingBytes = new AtomicLong();
  private final Map<String, Long> confirmedAt = new ConcurrentHashMap<>();
  private final WireFormat wire;
  private final Traces traces;
  private final String source;
  private final int partitions;

  Appender(
      KithConfig settings,
      JournalAvailability availability,
      WireFormat wire,
      Traces traces,
      ServiceTopology topology) {
    this.availability = availability;
    this.wire = wire;
    this.traces = traces;
    this.source = Decoders.sourceOf(topology.service());
    this.partitions = settings.topics().partitions();
    this.producer =
        new KafkaProducer<>(
            new KafkaClientConfig(settings).journalWriter(),
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
   * @param epoch of this node as a writer of the owner's partition, if it has one
   * @return the record's position; fails with {@link NotAppended} if the broker did not confirm it
   */
  public CompletableFuture<Position> append(
      Topic topic, Address owner, String id, SpecificRecord value, OptionalLong epoch) {
    var record = record(topic, owner, id, value);
    epoch.ifPresent(number -> header(record, WriterEpochs.HEADER, Long.toString(number)));
    var sending = sending(record);
    if (mayBlock(topic)) {
      SENDERS.execute(() -> send(sending));
    } else {
      send(sending);
    }
    return sending.sent();
  }

  /**
   * Whether the producer may have to wait for the topic's metadata or for room in its buffer. It
   * does not if the topic was confirmed lately and little is in flight.
   */
  private boolean mayBlock(Topic topic) {
    var confirmed = confirmedAt.get(topic.name());
    return confirmed == null
        || System.nanoTime() - confirmed > KNOWN_NANOS
        || pendingBytes.get() > ROOM
        || availability.obstacle().isPresent();
  }

  /** Like {@link #append}, but keeps the order of one caller's records; blocks without brokers. */
  public CompletableFuture<Position> appendInOrder(
      Topic topic, Address owner, String id, SpecificRecord value) {
    var sending = sending(record(topic, owner, id, value));
    send(sending);
    return sending.sent();
  }

  /**
   * Writes a value under a key of any format, in order; an empty value writes a tombstone.
   *
   * @return the record's position; fails with {@link NotAppended} if the broker did not confirm it
   */
  public CompletableFuture<Position> put(Topic topic, byte[] key, Optional<SpecificRecord> value) {
    return put(topic, topic.partition(key, partitions), key, value);
  }

  /** Like {@link #put(Topic, byte[], Optional)}, for a partition that the caller chooses. */
  public CompletableFuture<Position> put(
      Topic topic, int partition, byte[] key, Optional<SpecificRecord> value) {
    var bytes = value.map(record -> wire.write(topic, record)).orElse(null);
    var sending = sending(new ProducerRecord<>(topic.name(), partition, key, bytes));
    send(sending);
    return sending.sent();
  }

  /**
   * Fails all pending appends, because no broker answers. The producer may still deliver the
   * records; their callers cannot know.
   */
  void failPending(String cause) {
    confirmedAt.clear();
    pending.forEach(sending -> sending.sent().completeExceptionally(new NotAppended(cause)));
  }

  /** Record in flight, with the span of the request that sent it. */
  private static final class Sending {
    private final ProducerRecord<byte[], byte[]> record;
    private final Span span;
    private final CompletableFuture<Position> sent = new CompletableFuture<>();

    Sending(ProducerRecord<byte[], byte[]> record, Span span) {
      this.record = record;
      this.span = span;
    }

    ProducerRecord<byte[], byte[]> record() {
      return record;
    }

    long bytes() {
      return FIXED_BYTES + (record.value() == null ? 0 : record.value().length);
    }

    CompletableFuture<Position> sent() {
      return sent;
    }

    void acknowledged(Position at) {
      span.end();
      sent.complete(at);
    }

    void failed(Exception failure) {
      span.recordException(failure).setStatus(StatusCode.ERROR).end();
      sent.completeExceptionally(new NotAppended(failure));
    }
  }

  private Sending sending(ProducerRecord<byte[], byte[]> record) {
    return new Sending(record, traces.sending(record));
  }

  private void send(Sending sending) {
    pending.add(sending);
    pendingBytes.addAndGet(sending.bytes());
    try {
      var _ =
          producer.send(
              sending.record(),
              (metadata, failure) -> {
                ended(sending);
                if (failure == null) {
                  availability.confirmed();
                  confirmedAt.put(metadata.topic(), System.nanoTime());
                  sending.acknowledged(new Position(metadata.partition(), metadata.offset()));
                } else {
                  confirmedAt.clear();
                  availability.failed(failure);
                  sending.failed(failure);
                }
              });
    } catch (RuntimeException refused) {
      ended(sending);
      availability.failed(refused);
      sending.failed(refused);
    }
  }

  private void ended(Sending sending) {
    if (pending.remove(sending)) {
      pendingBytes.addAndGet(-sending.bytes());
    }
  }

  /** Record with the CloudEvents headers of the Kafka binding. */
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
