package dev.kith.kit.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Refusal;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.kit.codec.EventCodec;
import dev.kith.kit.halt.HaltOnRejection;
import dev.kith.kit.halt.HaltedPartitions;
import dev.kith.kit.halt.SkippedPositions;
import dev.kith.kit.trace.AddressHash;
import dev.kith.kit.trace.Traces;
import dev.kith.schemas.RecordSize;
import dev.kith.schemas.RegistryInMemory;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadRecordsTest {

  private static final TopicPartition JOURNAL = new TopicPartition("kith.journal", 0);

  private static final String OWN = "/kith/test-service";
  private static final String OTHER = "/kith/other-service";

  private final WireFormat wire = new WireFormat(new RegistryInMemory());
  private final FoldedPositions folded = new FoldedPositions(Runnable::run);
  private final WriterEpochs epochs = new WriterEpochs(() -> 100);
  private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
  private final RefusalReporter refusalReporter = new RefusalReporter();
  private final HaltedPartitions halted = new HaltedPartitions();
  private final SkippedPositions skipped = new SkippedPositions();
  private final List<String> counted = new ArrayList<>();
  private Runnable during = () -> {};
  private long lastOffset = -1;

  @BeforeEach
  void keepProgress() {
    // the inner store, without the caching and logging that StoreBuilder adds
    StoreBuilder<KeyValueStore<String, String>> foldProgress =
        FoldProgress.storeNamed("progress").withCachingDisabled().withLoggingDisabled();
    var store = foldProgress.build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }

  @Test
  void an_offset_is_folded_once_however_often_it_is_read() {
    var reader = started();

    read(reader, 4);
    read(reader, 4);
    read(reader, 3);
    read(reader, 5);

    assertThat(forwarded()).containsExactly(4L, 5L);
    assertThat(folded.folded(JOURNAL)).isEqualTo(5);
  }

  @Test
  void a_task_that_comes_back_goes_on_behind_what_it_has_folded() {
    read(started(), 4);

    var again = started();

    assertThat(folded.folded(JOURNAL)).isEqualTo(4);
    read(again, 4);
    assertThat(forwarded()).containsExactly(4L);
  }

  @Test
  void a_task_that_comes_back_has_caught_up_when_it_has_folded_what_was_written_before() {
    var reader = started();
    assertThat(isCaughtUp()).isTrue();
    read(reader, 4);
    lastOffset = 6;

    var again = started();

    assertThat(isCaughtUp()).isFalse();
    read(again, 5);
    assertThat(isCaughtUp()).isFalse();
    lastOffset = 7;
    read(again, 6);
    assertThat(isCaughtUp()).isTrue();
  }

  @Test
  void a_rebuild_has_caught_up_at_its_end() {
    lastOffset = 6;

    var reader = started();

    assertThat(isCaughtUp()).isFalse();
    read(reader, 6);
    assertThat(isCaughtUp()).isTrue();
  }

  @Test
  void a_task_that_ended_has_caught_up_with_nothing() {
    var reader = started();

    reader.close();

    assertThat(isCaughtUp()).isFalse();
  }

  @Test
  void what_another_node_folds_is_not_known_here() {
    var reader = started();
    read(reader, 4);

    reader.close();

    assertThat(folded.folded(JOURNAL)).isEqualTo(-1);
  }

  @Test
  void a_topic_that_was_empty_at_first_is_never_caught_up_on() {
    started();
    lastOffset = 9;

    started();

    assertThat(progress().isSilent()).isFalse();
  }

  @Test
  void a_rebuild_that_was_interrupted_keeps_its_goal() {
    lastOffset = 9;
    read(started(), 4);
    lastOffset = 20;

    read(started(), 9);

    assertThat(progress().isSilent()).isFalse();
    assertThat(progress().reissueFrom()).contains("");
  }

  @Test
  void a_record_that_is_skipped_by_decision_is_a_dead_letter_and_the_next_one_counts() {
    skipped.take(
        "kith.journal:0:4".getBytes(UTF_8),
        "{\"by\":\"op\",\"reason\":\"TICKET-7\"}".getBytes(UTF_8));
    var reader = started();

    read(reader, 4);
    read(reader, 5);

    var letter = letters().getFirst();
    assertThat(header(letter, "kith_reason")).isEqualTo("skipped-by-operator");
    assertThat(header(letter, "kith_detail")).isEqualTo("op: TICKET-7");
    assertThat(forwarded()).containsExactly(5L);
    assertThat(folded.folded(JOURNAL)).isEqualTo(5);
  }

  @Test
  void an_event_of_a_writer_that_was_replaced_is_a_dead_letter() {
    var reader = started();

    read(reader, 4, OTHER, "20", () -> {});
    read(reader, 5, OTHER, "19", () -> {});
    read(reader, 6, OTHER, "20", () -> {});

    assertThat(forwarded()).containsExactly(4L, 6L);
    assertThat(header(letters().getFirst(), "kith_reason")).isEqualTo("superseded");
    assertThat(header(letters().getFirst(), "kith_detail")).contains("19", "20");
    assertThat(counted).containsExactly("letter superseded");
    assertThat(folded.folded(JOURNAL)).isEqualTo(6);
  }

  @Test
  void a_task_that_comes_back_knows_the_epochs_of_writers() {
    read(started(), 4, OTHER, "20", () -> {});

    read(started(), 5, OTHER, "19", () -> {});

    assertThat(forwarded()).containsExactly(4L);
  }

  @Test
  void each_service_has_its_own_epochs_and_others_have_none() {
    var reader = started();

    read(reader, 4, OTHER, "20", () -> {});
    read(reader, 5, "/kith/third-service", "19", () -> {});
    read(reader, 6, OTHER, null, () -> {});
    read(reader, 7, OTHER, "not a number", () -> {});
    read(reader, 8, null, () -> {});

    assertThat(forwarded()).containsExactly(4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void a_node_that_takes_over_has_a_higher_epoch_than_those_before() {
    var reader = started();
    assertThat(epochs.of(0)).hasValue(100);
    read(reader, 4, OWN, "99", () -> {});
    assertThat(epochs.of(0)).hasValue(100);
    // the clock of the other node was ahead
    read(reader, 5, OWN, "200", () -> {});
    assertThat(epochs.of(0)).hasValue(201);

    reader.close();
    assertThat(epochs.of(0)).isEmpty();
    started();
    assertThat(epochs.of(0)).hasValue(201);
  }

  @Test
  void a_second_failure_at_one_offset_halts_the_partition_there() {
    var reader = started();

    assertFails(() -> read(reader, 4, null, failing(new IllegalStateException("poison"))));
    assertThat(halted.of(JOURNAL)).isEmpty();
    assertFails(() -> read(reader, 4, null, failing(new IllegalStateException("poison"))));

    assertThat(halted.of(JOURNAL).orElseThrow().offset()).isEqualTo(4);
    assertThat(halted.of(JOURNAL).orElseThrow().cause()).contains("poison");
  }

  @Test
  void what_brokers_disks_and_registries_do_halts_nothing() {
    var reader = started();
    for (var failure :
        List.<RuntimeException>of(
            new TimeoutException("slow"),
            new StreamsException(new ConnectException("away")),
            new ProcessorStateException("disk full"))) {
      for (var time = 0; time < 3; time++) {
        assertFails(() -> read(reader, 4, null, failing(failure)));
      }
    }

    assertThat(halted.of(JOURNAL)).isEmpty();
  }

  /** The producer reports it by a callback, and Kafka Streams only with the next record. */
  @Test
  @SuppressWarnings("NullAway") // the handler looks at the exception alone
  void a_derived_record_that_is_too_large_is_the_fault_of_the_record_being_folded() {
    var reader = started();
    var handler = new HaltOnRejection();
    handler.configure(Map.of(HaltOnRejection.HALTED, halted));
    Runnable rejects = () -> handler.handleError(null, null, new RecordTooLargeException("2 MB"));

    assertFails(() -> read(reader, 4, null, rejects));
    assertFails(() -> read(reader, 4, null, rejects));

    assertThat(halted.of(JOURNAL).orElseThrow().offset()).isEqualTo(4);
  }

  @Test
  void a_refused_event_of_another_producer_is_a_dead_letter_with_the_reason() {
    read(started(), 4, "/shop", () -> refusalReporter.note(0, Refusal.VERSION_CONFLICT));

    assertThat(header(letters().getFirst(), "kith_reason")).isEqualTo("version-conflict");
    assertThat(counted).containsExactly("refused version-conflict", "letter version-conflict");
  }

  @Test
  void a_refused_write_of_kith_s_own_is_counted_only() {
    read(
        started(),
        4,
        "/kith/profile-service",
        () -> refusalReporter.note(0, Refusal.VERSION_CONFLICT));

    assertThat(letters()).isEmpty();
    assertThat(counted).containsExactly("refused version-conflict");
  }

  @Test
  void a_rebuild_leaves_no_trace_of_what_it_refuses_again() {
    lastOffset = 9;

    read(started(), 4, null, () -> refusalReporter.note(0, Refusal.VERSION_CONFLICT));

    assertThat(letters()).isEmpty();
    assertThat(counted).isEmpty();
  }

  @Test
  void a_dead_letter_fits_into_its_topic_however_large_the_record_was() {
    var reader = started();
    var key = "alice".getBytes(UTF_8);
    context.setRecordMetadata("kith.journal", 0, 4);
    reader.process(new Record<>(key, new byte[RecordSize.TOPIC], 0));
    context.setRecordMetadata("kith.journal", 0, 5);
    reader.process(new Record<>(new byte[RecordSize.TOPIC * 3], new byte[9], 0));
    context.setRecordMetadata("kith.journal", 0, 6);
    reader.process(
        new Record<>(
            key,
            new byte[9],
            0,
            new RecordHeaders().add("x".repeat(RecordSize.TOPIC), new byte[RecordSize.TOPIC])));
    context.setRecordMetadata("kith.journal", 0, 7);
    reader.process(new Record<>(key, new byte[1_000_000], 0));

    assertThat(letters())
        .hasSize(4)
        .allSatisfy(letter -> assertThat(size(letter)).isLessThan(RecordSize.TOPIC));
    assertThat(header(letters().getFirst(), "kith_omitted")).contains("value");
    assertThat(letters().getLast().value()).isEqualTo(new byte[1_000_000]);
  }

  private boolean isCaughtUp() {
    return folded.isCaughtUp(JOURNAL, Optional.empty());
  }

  private static void assertFails(ThrowingCallable topologyContext) {
    assertThatThrownBy(topologyContext).isInstanceOf(RuntimeException.class);
  }

  private static long size(Record<?, ?> letter) {
    var size = 0L;
    for (var header : letter.headers()) {
      size += header.key().length() + header.value().length;
    }
    size += letter.key() == null ? 0 : ((byte[]) letter.key()).length;
    return size + (letter.value() == null ? 0 : ((byte[]) letter.value()).length);
  }

  private static Runnable failing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  private List<Record<?, ?>> letters() {
    return context.forwarded("dead-letters").stream()
        .<Record<?, ?>>map(forward -> forward.record())
        .toList();
  }

  private static String header(Record<?, ?> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  private final class Counting implements TopologyContext.Counts {
    @Override
    public void deadLetter(String topic, String reason) {
      counted.add("letter " + reason);
    }

    @Override
    public void refused(String topic, String reason) {
      counted.add("refused " + reason);
    }
  }

  private ReadRecords<JournalRecord> started() {
    var topologyContext =
        new TopologyContext(
            "test-service",
            wire,
            (topic, partition) -> lastOffset,
            folded,
            epochs,
            new Counting(),
            refusalReporter,
            halted,
            skipped,
            Traces.none(),
            new AddressHash("test"));
    var source =
        new ReadRecords.Source<>(
            Topics.JOURNAL, 1, this::decoded, "progress", "fold", "dead-letters");
    return new ReadRecords<>(context, topologyContext, source);
  }

  private void read(ReadRecords<JournalRecord> reader, long offset) {
    read(reader, offset, null, () -> {});
  }

  /** The fold runs while the value is decoded; its surroundings are the same. */
  private void read(
      ReadRecords<JournalRecord> reader, long offset, @Nullable String source, Runnable fold) {
    read(reader, offset, source, null, fold);
  }

  private void read(
      ReadRecords<JournalRecord> reader,
      long offset,
      @Nullable String source,
      @Nullable String epoch,
      Runnable fold) {
    during = fold;
    var headers = new RecordHeaders();
    if (epoch != null) {
      headers.add(WriterEpochs.HEADER, epoch.getBytes(UTF_8));
    }
    if (source != null) {
      headers.add("ce_source", source.getBytes(UTF_8));
    }
    var event = new ContactBlocked(Optional.empty(), new Address("bob"));
    var value = wire.write(Topics.JOURNAL, EventCodec.write(event, "alice"));
    context.setRecordMetadata("kith.journal", 0, offset);
    reader.process(new Record<>("alice".getBytes(UTF_8), value, 0, headers));
  }

  private JournalRecord decoded(byte[] key, Headers headers, SpecificRecord value, Position at) {
    var journalRecord = Decoders.journal(key, headers, value, at);
    during.run();
    return journalRecord;
  }

  private List<Long> forwarded() {
    return context.forwarded("fold").stream()
        .map(forward -> ((JournalRecord) forward.record().value()).at().offset())
        .toList();
  }

  private FoldProgress progress() {
    return new FoldProgress(context.getStateStore("progress"));
  }
}
