package dev.kith.kit.halt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.kit.codec.EventCodec;
import dev.kith.schemas.RegistryInMemory;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HaltGateTest {

  private static final TopicPartition JOURNAL = new TopicPartition("kith.journal", 3);
  private static final TopicPartition MIRRORS = new TopicPartition("kith.contact-mirrors", 3);

  private final RegistryInMemory registry = new RegistryInMemory();
  private final WireFormat wire = new WireFormat(registry);
  private final HaltedPartitions halted = new HaltedPartitions();
  private final SkippedPositions skipped = new SkippedPositions();
  private final HaltGate gate = new HaltGate(Topics.ALL, wire, halted, skipped);

  @Test
  void an_unknown_type_of_kith_halts_its_partition_in_front_of_it() {
    var stop = gate.stop(JOURNAL, List.of(known(7), newer(8), known(9), newer(10)));

    assertThat(stop).hasValue(8);
    assertThat(halted.among(Set.of(JOURNAL, MIRRORS))).containsOnlyKeys(JOURNAL);
    assertThat(halted.of(JOURNAL).orElseThrow().cause()).contains("dev.kith.avro.ProfileArchived");
  }

  @Test
  void bytes_and_types_of_others_pass_they_are_dead_letters() {
    var foreign = typed(7, "com.example.Order");
    var garbage = record(8, "{}".getBytes(UTF_8));
    var nothing = new ConsumerRecord<byte[], byte[]>("kith.journal", 3, 9, null, null);

    assertThat(gate.stop(JOURNAL, List.of(foreign, garbage, nothing))).isEmpty();
  }

  @Test
  void a_halted_partition_stays_so_until_its_record_is_skipped() {
    gate.stop(JOURNAL, List.of(newer(8)));
    assertThat(gate.isHalted(JOURNAL)).isTrue();

    skip("kith.journal:3:8");

    assertThat(gate.isHalted(JOURNAL)).isFalse();
    assertThat(gate.stop(JOURNAL, List.of(newer(8), known(9)))).isEmpty();
  }

  @Test
  void skipping_one_record_skips_no_other() {
    skip("kith.journal:2:8");
    skip("kith.contact-mirrors:3:8");
    skip("kith.journal:3:9");

    assertThat(gate.stop(JOURNAL, List.of(newer(8)))).hasValue(8);
  }

  @Test
  void the_first_failure_at_an_offset_halts_nothing_the_second_does() {
    halted.failed(JOURNAL, 8, new IllegalStateException("no"));
    halted.failed(JOURNAL, 9, new IllegalStateException("no"));
    assertThat(gate.stop(JOURNAL, List.of(known(8), known(9)))).isEmpty();

    halted.failed(JOURNAL, 9, new IllegalStateException("no"));

    assertThat(gate.stop(JOURNAL, List.of(known(8), known(9), known(10)))).hasValue(9);
    assertThat(gate.stop(MIRRORS, List.of(known(9)))).isEmpty();
  }

  /** There may be a gap at the halted offset, such as a transaction marker. */
  @Test
  void a_partition_is_cut_at_the_first_record_that_is_not_before_the_halt() {
    halted.halt(JOURNAL, 9, "no");

    assertThat(gate.stop(JOURNAL, List.of(known(8), known(11)))).hasValue(9);
  }

  @Test
  void a_halt_tells_the_last_record_in_front_of_it() {
    assertThat(gate.stop(JOURNAL, List.of(known(4), known(6)))).isEmpty();

    gate.stop(JOURNAL, List.of(newer(8)));

    assertThat(halted.of(JOURNAL).orElseThrow().last()).isEqualTo(6);
  }

  @Test
  void with_a_halt_at_the_first_record_nothing_is_left_to_fold() {
    gate.stop(JOURNAL, List.of(newer(8)));

    assertThat(halted.of(JOURNAL).orElseThrow().last()).isEqualTo(-1);
  }

  @Test
  void what_was_delivered_before_the_task_started_anew_does_not_count() {
    gate.stop(JOURNAL, List.of(known(7), known(8), known(9)));
    halted.halt(JOURNAL, 8, "no");

    gate.stop(JOURNAL, List.of(known(8), known(9)));

    assertThat(halted.of(JOURNAL).orElseThrow().last()).isEqualTo(-1);
  }

  @Test
  void the_last_record_is_not_known_before_all_in_front_of_the_halt_are_delivered() {
    halted.halt(JOURNAL, 9, "no");
    assertThat(gate.stop(JOURNAL, List.of(known(4)))).isEmpty();
    assertThat(halted.of(JOURNAL).orElseThrow().last()).isEqualTo(Long.MAX_VALUE);

    gate.stop(JOURNAL, List.of(known(5), known(9)));

    assertThat(halted.of(JOURNAL).orElseThrow().last()).isEqualTo(5);
  }

  @Test
  void what_another_node_has_folded_meanwhile_is_not_halted_any_more() {
    halted.halt(JOURNAL, 9, "no");

    assertThat(gate.stop(JOURNAL, List.of(known(12)))).isEmpty();
    assertThat(halted.of(JOURNAL)).isEmpty();
  }

  @Test
  void a_partition_that_is_halted_as_a_whole_stays_so_until_its_task_releases_it() {
    halted.haltWhole(JOURNAL, "rebuild the stores");
    halted.halt(JOURNAL, 9, "no");
    skip("kith.journal:3:9");
    skip("kith.journal:3:0");

    assertThat(gate.stop(JOURNAL, List.of(known(12)))).hasValue(12);
    assertThat(gate.isHalted(JOURNAL)).isTrue();
    assertThat(gate.stop(MIRRORS, List.of(known(12)))).isEmpty();

    halted.release(JOURNAL);

    assertThat(gate.stop(JOURNAL, List.of(known(12)))).isEmpty();
  }

  @Test
  void kafka_streams_gets_what_is_before_the_halt_and_goes_on_there() {
    var polled =
        new ConsumerRecords<>(
            Map.of(JOURNAL, known(7, 8, 9), MIRRORS, known(4, 5)),
            Map.of(JOURNAL, new OffsetAndMetadata(10), MIRRORS, new OffsetAndMetadata(6)));

    var cut = HaltingConsumer.cut(polled, Map.of(JOURNAL, 8L));

    assertThat(cut.records(JOURNAL)).extracting(ConsumerRecord::offset).containsExactly(7L);
    assertThat(cut.records(MIRRORS)).hasSize(2);
    assertThat(next(cut, JOURNAL)).isEqualTo(8);
    assertThat(next(cut, MIRRORS)).isEqualTo(6);
  }

  @Test
  void a_partition_that_is_cut_at_its_first_record_goes_on_there() {
    var polled =
        new ConsumerRecords<>(
            Map.of(JOURNAL, known(7, 8)), Map.of(JOURNAL, new OffsetAndMetadata(9)));

    var cut = HaltingConsumer.cut(polled, Map.of(JOURNAL, 7L));

    assertThat(cut.partitions()).isEmpty();
    assertThat(next(cut, JOURNAL)).isEqualTo(7);
  }

  private static long next(ConsumerRecords<byte[], byte[]> cut, TopicPartition partition) {
    return requireNonNull(cut.nextOffsets().get(partition)).offset();
  }

  private void skip(String key) {
    skipped.take(key.getBytes(UTF_8), "{\"by\":\"op\",\"reason\":\"test\"}".getBytes(UTF_8));
  }

  private ConsumerRecord<byte[], byte[]> newer(long offset) {
    return typed(offset, "dev.kith.avro.ProfileArchived");
  }

  private ConsumerRecord<byte[], byte[]> typed(long offset, String name) {
    var schema =
        new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"%s\",\"fields\":[]}".formatted(name));
    var id = registry.register("any", schema);
    return record(offset, ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
  }

  private List<ConsumerRecord<byte[], byte[]>> known(long... offsets) {
    return LongStream.of(offsets).mapToObj(this::known).toList();
  }

  private ConsumerRecord<byte[], byte[]> known(long offset) {
    var event = new ContactBlocked(Optional.empty(), new Address("bob"));
    return record(offset, wire.write(Topics.JOURNAL, EventCodec.write(event, "alice")));
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
    return new ConsumerRecord<>("kith.journal", 3, offset, "alice".getBytes(UTF_8), value);
  }
}
