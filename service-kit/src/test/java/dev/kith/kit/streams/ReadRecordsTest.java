package dev.kith.kit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.kit.codec.EventCodec;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadRecordsTest {

  private static final TopicPartition JOURNAL = new TopicPartition("kith.journal", 0);

  private final WireFormat wire = new WireFormat(new RegistryInMemory());
  private final FoldedPositions folded = new FoldedPositions();
  private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
  private long lastOffset = -1;

  @BeforeEach
  void keepProgress() {
    // the plain store below what StoreBuilder would cache and log
    StoreBuilder<KeyValueStore<String, String>> progress =
        Progress.storeNamed("progress").withCachingDisabled().withLoggingDisabled();
    var store = progress.build();
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

  private ReadRecords<Recorded> started() {
    var reading =
        new Reading(
            "test-service", wire, (topic, partition) -> lastOffset, folded, (topic, reason) -> {});
    var source =
        new ReadRecords.Source<>(
            Topics.JOURNAL, 1, Decoders::journal, "progress", "fold", "dead-letters");
    var reader = new ReadRecords<>(reading, source);
    reader.init(context);
    return reader;
  }

  private void read(ReadRecords<Recorded> reader, long offset) {
    var event = new ContactBlocked(Optional.empty(), new Address("bob"));
    var value = wire.write(Topics.JOURNAL, EventCodec.write(event, "alice"));
    context.setRecordMetadata("kith.journal", 0, offset);
    reader.process(new Record<>("alice".getBytes(UTF_8), value, 0));
  }

  private List<Long> forwarded() {
    return context.forwarded().stream()
        .map(forward -> ((Recorded) forward.record().value()).at().offset())
        .toList();
  }

  private Progress progress() {
    return new Progress(context.getStateStore("progress"));
  }
}
