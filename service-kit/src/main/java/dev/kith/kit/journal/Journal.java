package dev.kith.kit.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.kit.KafkaProperties;
import dev.kith.kit.KithSettings;
import dev.kith.kit.codec.EventCodec;
import dev.kith.kit.streams.ServiceTopology;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Appends events of owners whose partition is on this node, and waits for the verdict of the fold.
 */
@ApplicationScoped
public class Journal {

  /** Without brokers a producer blocks its caller for a while; that must be nobody's event loop. */
  private static final Executor SENDERS = Executors.newVirtualThreadPerTaskExecutor();

  private final KafkaProducer<byte[], byte[]> producer;
  private final WireFormat wire;
  private final Verdicts verdicts;
  private final String source;
  private final long verdictMillis;

  Journal(KithSettings settings, WireFormat wire, Verdicts verdicts, ServiceTopology topology) {
    this.wire = wire;
    this.verdicts = verdicts;
    this.source = "/kith/" + topology.service();
    this.verdictMillis = settings.requests().verdictTimeout().toMillis();
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
   * Appends one event.
   *
   * @param actor who asked for it
   * @return what became of it; fails with {@link NotAppended} if the journal did not confirm it
   */
  public <S> CompletableFuture<Written<S>> append(Address owner, JournalEvent event, String actor) {
    var id = UUID.randomUUID().toString();
    var record = record(owner, id, EventCodec.write(event, actor));
    var verdict = verdicts.<S>await(id);
    var sent = new CompletableFuture<Position>();
    SENDERS.execute(() -> send(record, sent));
    return sent.thenCompose(at -> written(at, verdict))
        .whenComplete((written, failure) -> verdicts.forget(id));
  }

  private <S> CompletableFuture<Written<S>> written(
      Position at, CompletableFuture<Verdict<S>> verdict) {
    return verdict
        .<Written<S>>thenApply(Written.Folded::new)
        .completeOnTimeout(new Written.Pending<>(at), verdictMillis, TimeUnit.MILLISECONDS);
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
  private ProducerRecord<byte[], byte[]> record(Address owner, String id, SpecificRecord value) {
    var key = owner.text().getBytes(UTF_8);
    var record =
        new ProducerRecord<>(Topics.JOURNAL.name(), key, wire.write(Topics.JOURNAL, value));
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
