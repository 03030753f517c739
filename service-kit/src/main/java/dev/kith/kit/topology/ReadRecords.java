package dev.kith.kit.topology;

import dev.kith.domain.Position;
import dev.kith.domain.Refusal;
import dev.kith.kit.stores.DamagedStores;
import dev.kith.kit.trace.Traces;
import dev.kith.schemas.Keys;
import dev.kith.schemas.RegistryUnavailable;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import dev.kith.schemas.UnknownRecordType;
import dev.kith.schemas.UnreadableRecord;
import io.opentelemetry.api.trace.Span;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Processor that reads one topic: readable records go to the fold, unreadable ones to the dead
 * letters, each offset once. It records its progress in {@link FoldProgress}.
 */
public final class ReadRecords<T> implements TaskProcessor.Work<byte[], byte[]> {

  private static final Logger LOG = LoggerFactory.getLogger(ReadRecords.class);
  private static final long REGISTRY_PAUSE_MILLIS = 1_000;

  private final TopologyContext topologyContext;
  private final Source<T> source;
  private final ProcessorContext<byte[], Object> context;
  private final FoldProgress foldProgress;
  private final TopicPartition partition;

  /** Highest epochs by writer, as in the progress; kept here since each event is compared. */
  private final Map<String, Long> epochs = new HashMap<>();

  private long folded;

  /**
   * Topic to read and nodes to forward to.
   *
   * @param fold name of the node that folds the records
   * @param deadLetters name of the sink node for unreadable records
   */
  public record Source<T>(
      Topic topic,
      int partitions,
      Decoders.Decoder<T> decoder,
      String progressStore,
      String fold,
      String deadLetters) {}

  public ReadRecords(
      ProcessorContext<byte[], Object> context, TopologyContext topologyContext, Source<T> source) {
    this.context = context;
    this.topologyContext = topologyContext;
    this.source = source;
    foldProgress = new FoldProgress(context.getStateStore(source.progressStore()));
    partition = new TopicPartition(source.topic().name(), context.taskId().partition());
    if (!foldProgress.knows(partition.topic())) {
      var last = topologyContext.ends().lastOffset(partition.topic(), partition.partition());
      if (last >= 0) {
        LOG.info(
            "No progress stored for {}: rebuilding up to offset {}, outputs suppressed",
            partition,
            last);
      }
      foldProgress.catchUp(partition.topic(), last);
    }
    folded = foldProgress.folded(partition.topic());
    if (isJournal()) {
      topologyContext.epochs().start(partition.partition(), foldProgress.epoch(ownSource()));
    }
    topologyContext.folded().start(partition, folded, lastAcknowledged(folded));
    DamagedStores.running(context.taskId());
  }

  /** Reader of the offset of the journal's last record; other topics hold no writes of users. */
  private LongSupplier lastAcknowledged(long stored) {
    var ends = topologyContext.ends();
    var topic = partition.topic();
    var number = partition.partition();
    return !isJournal()
        ? () -> stored
        : () ->
            ends.lastPossibleOffset(topic, number) <= stored
                ? stored
                : ends.lastOffset(topic, number);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var metadata = context.recordMetadata().orElseThrow();
    var offset = metadata.offset();
    if (offset <= folded) {
      return;
    }
    var later = laterEpoch(record.headers());
    if (later.isPresent()) {
      sendDeadLetter(record, metadata, "superseded", later.get());
    } else {
      topologyContext
          .skipped()
          .decision(partition, offset)
          .ifPresentOrElse(
              decision -> sendDeadLetter(record, metadata, "skipped-by-operator", decision),
              () -> fold(record, metadata));
    }
    foldProgress.advance(partition.topic(), offset);
    folded = offset;
    topologyContext.folded().advance(partition, offset);
  }

  private boolean isJournal() {
    return source.topic().equals(Topics.JOURNAL);
  }

  private String ownSource() {
    return Decoders.sourceOf(topologyContext.service());
  }

  /**
   * Registers the epoch of an event's writer. A text if an earlier event of the same service has a
   * higher one: then the event was held up while another node took over (ADR 30).
   */
  private Optional<String> laterEpoch(Headers headers) {
    var epoch = isJournal() ? WriterEpochs.of(headers) : OptionalLong.empty();
    if (epoch.isEmpty()) {
      return Optional.empty();
    }
    var writer = Decoders.source(headers);
    long highest = epochs.computeIfAbsent(writer, foldProgress::epoch);
    if (epoch.getAsLong() < highest) {
      return Optional.of(
          "Its writer had epoch %d, and a writer of epoch %d came before it"
              .formatted(epoch.getAsLong(), highest));
    }
    if (epoch.getAsLong() > highest) {
      epochs.put(writer, epoch.getAsLong());
      foldProgress.epoch(writer, epoch.getAsLong());
      if (writer.equals(ownSource())) {
        topologyContext.epochs().folded(partition.partition(), epoch.getAsLong());
      }
    }
    return Optional.empty();
  }

  /** Folds a record. If the same record fails again, its partition is halted in front of it. */
  private void fold(Record<byte[], byte[]> record, RecordMetadata metadata) {
    topologyContext.halted().takeRejected();
    var span = span(record, metadata.offset());
    try (var _ = Traces.underWay(span).makeCurrent()) {
      decode(record, metadata)
          .ifPresent(value -> context.forward(record.withValue(value), source.fold()));
      topologyContext
          .refusals()
          .take(partition.partition())
          .ifPresent(it -> refused(record, metadata, it));
    } catch (UnknownRecordType unknown) {
      // the consumer has checked the type already, unless the registry did not answer then
      topologyContext
          .halted()
          .halt(partition, metadata.offset(), String.valueOf(unknown.getMessage()));
      throw unknown;
    } catch (RuntimeException | StackOverflowError failure) {
      topologyContext.refusals().take(partition.partition());
      if (CauseChain.isOfTheRecord(failure)) {
        topologyContext.halted().failed(partition, metadata.offset(), failure);
      }
      throw failure;
    } finally {
      span.end();
    }
    var rejected = topologyContext.halted().takeRejected();
    if (rejected.isPresent()) {
      topologyContext.halted().failed(partition, metadata.offset(), rejected.get());
      throw new StreamsException("The producer rejected a derived record", rejected.get());
    }
  }

  /**
   * Writers through Kith's own services get the verdict; other producers learn about a refusal from
   * a dead letter.
   */
  private void refused(Record<byte[], byte[]> record, RecordMetadata metadata, Refusal refusal) {
    if (foldProgress.isSilent()) {
      return;
    }
    topologyContext.counts().refused(partition.topic(), refusal.label());
    if (!Decoders.isOfKith(record.headers())) {
      sendDeadLetter(record, metadata, refusal.label(), refusal.detail());
    }
  }

  /** A rebuild creates no spans: the traces of its records were exported long ago. */
  private Span span(Record<byte[], byte[]> record, long offset) {
    return foldProgress.isSilent()
        ? Span.getInvalid()
        : topologyContext
            .traces()
            .processing(
                Traces.parent(record.headers()), partition.topic(), partition.partition(), offset);
  }

  @Override
  public void close() {
    DamagedStores.stopped(context.taskId());
    topologyContext.folded().forget(partition);
    if (isJournal()) {
      topologyContext.epochs().stop(partition.partition());
    }
  }

  private Optional<T> decode(Record<byte[], byte[]> record, RecordMetadata metadata) {
    try {
      checkPlacement(record);
      var value = read(record.value());
      var at = new Position(metadata.partition(), metadata.offset());
      return Optional.of(source.decoder().decode(record.key(), record.headers(), value, at));
    } catch (UnreadableRecord unreadable) {
      sendDeadLetter(
          record, metadata, unreadable.reason(), String.valueOf(unreadable.getMessage()));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException invalid) {
      sendDeadLetter(record, metadata, "invalid-value", String.valueOf(invalid.getMessage()));
    }
    return Optional.empty();
  }

  private void checkPlacement(Record<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      throw new IllegalArgumentException("The record has no key or no value");
    }
    if (source.topic().placement().isEmpty()) {
      return; // the writer chose the partition
    }
    var belongs = source.topic().partition(record.key(), source.partitions());
    if (belongs != partition.partition()) {
      throw new IllegalArgumentException(
          "Wrong partition: this key belongs to %d (murmur2 of the address)".formatted(belongs));
    }
  }

  /** A registry outage does not concern the record, so the task waits and retries. */
  private SpecificRecord read(byte[] value) {
    while (true) {
      try {
        return topologyContext.wire().read(source.topic(), value);
      } catch (RegistryUnavailable unavailable) {
        LOG.warn("{} waits for the schema registry: {}", partition, unavailable.getMessage());
        try {
          Thread.sleep(REGISTRY_PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw unavailable;
        }
      }
    }
  }

  /** Hash of the first address of a key. */
  private String ownerHash(byte @Nullable [] key) {
    return key == null ? "" : topologyContext.hash().of(Keys.first(key));
  }

  private void sendDeadLetter(
      Record<byte[], byte[]> record, RecordMetadata metadata, String reason, String detail) {
    try (var _ = MDC.putCloseable("position", partition.partition() + ":" + metadata.offset());
        var _ = MDC.putCloseable("owner", ownerHash(record.key()))) {
      LOG.warn("A record of {} is a dead letter: {}, {}", partition.topic(), reason, detail);
    }
    if (foldProgress.isSilent()) {
      return;
    }
    topologyContext.counts().deadLetter(partition.topic(), reason);
    context.forward(
        DeadLetter.of(record, metadata, topologyContext.service(), reason, detail),
        source.deadLetters());
  }
}
