package dev.kith.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.avro.ContactBlocked;
import dev.kith.avro.ContactsSynced;
import dev.kith.avro.HistoryEntry;
import dev.kith.avro.Position;
import dev.kith.avro.Presence;
import dev.kith.avro.ProfileDeleted;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {
  private final RegistryInMemory registry = new RegistryInMemory();
  private final WireFormat format = new WireFormat(registry);

  @Test
  void bytes_laid_out_by_hand_are_read() {
    registry.register("any", WireFormat.contract(Presence.class));
    int id = registry.register("any", WireFormat.contract(ContactBlocked.class));

    byte[] value =
        Bytes.join(
            Bytes.of(0, 0, 0, 0, id), // the magic byte, the id in four bytes
            Bytes.of(10), // actor: five bytes of text
            "alice".getBytes(UTF_8),
            Bytes.of(2, 6, 0xF8, 0x17), // expects: the union's second, partition 3, offset 1532
            Bytes.of(6), // peer: three bytes of text
            "bob".getBytes(UTF_8));

    assertThat(format.read(Topics.JOURNAL, value))
        .isEqualTo(new ContactBlocked("alice", new Position(3, 1532L), "bob"));
    assertThat(format.write(Topics.JOURNAL, format.read(Topics.JOURNAL, value))).isEqualTo(value);
  }

  static Stream<Arguments> everyType() {
    return Topics.ALL.stream()
        .flatMap(topic -> topic.records().stream().map(type -> Arguments.of(topic, type)));
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void a_record_of_any_type_is_read_as_it_was_written(
      Topic topic, Class<? extends SpecificRecord> type) {
    for (int seed = 0; seed < 50; seed++) {
      SpecificRecord record = Samples.of(type, seed);

      assertThat(format.read(topic, format.write(topic, record))).isEqualTo(record);
    }
  }

  @Test
  void what_an_older_version_did_not_write_takes_its_default() {
    int id =
        register(
            """
            {"type":"record","name":"ContactsSynced","namespace":"dev.kith.avro","fields":[
              {"name":"actor","type":"string"},
              {"name":"peers","type":{"type":"array","items":"string"}}]}
            """);

    byte[] value = Bytes.of(0, 0, 0, 0, id, 2, 'a', 4, 2, 'b', 2, 'c', 0);

    assertThat(format.read(Topics.JOURNAL, value))
        .isEqualTo(new ContactsSynced("a", List.of("b", "c"), false, null, null, List.of(), null));
  }

  @Test
  void what_only_a_newer_version_knows_is_passed_over() {
    int id =
        register(
            """
            {"type":"record","name":"ProfileDeleted","namespace":"dev.kith.avro","fields":[
              {"name":"why","type":{"type":"array","items":["null","string"]}},
              {"name":"actor","type":"string"}]}
            """);

    byte[] value = Bytes.of(0, 0, 0, 0, id, 4, 0, 2, 2, 'x', 0, 2, 'a');

    assertThat(format.read(Topics.JOURNAL, value)).isEqualTo(new ProfileDeleted("a", null));
  }

  @Test
  void a_newer_version_that_we_cannot_read_stops_us() {
    int id =
        register(
            """
            {"type":"record","name":"ProfileDeleted","namespace":"dev.kith.avro","fields":[
              {"name":"by","type":"string"}]}
            """);

    assertThatExceptionOfType(UnknownRecordType.class)
        .isThrownBy(() -> format.read(Topics.JOURNAL, Bytes.of(0, 0, 0, 0, id, 2, 'a')))
        .withMessageContaining("upgrade");
  }

  @Test
  void a_type_that_we_do_not_know_stops_us() {
    int id =
        register("{\"type\":\"record\",\"name\":\"dev.kith.avro.ProfileArchived\",\"fields\":[]}");

    assertThatExceptionOfType(UnknownRecordType.class)
        .isThrownBy(() -> format.read(Topics.JOURNAL, Bytes.of(0, 0, 0, 0, id)))
        .withMessageContaining("dev.kith.avro.ProfileArchived");
  }

  @Test
  void a_type_of_another_topic_is_a_dead_letter_even_when_its_schema_is_known() {
    byte[] value = format.write(Topics.PRESENCE, new Presence("alice", true, Instant.EPOCH));
    format.read(Topics.PRESENCE, value);

    assertThatExceptionOfType(UnreadableRecord.class)
        .isThrownBy(() -> format.read(Topics.JOURNAL, value))
        .satisfies(unreadable -> assertThat(unreadable.reason()).isEqualTo("wrong-topic"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"record\",\"name\":\"com.example.Order\",\"fields\":[]}",
        "{\"type\":\"record\",\"name\":\"dev.kith.avro.evil.Order\",\"fields\":[]}",
        "{\"type\":\"record\",\"name\":\"NoNamespace\",\"fields\":[]}",
        "{\"type\":\"enum\",\"name\":\"dev.kith.avro.Mood\",\"symbols\":[\"A\"]}",
        "{\"type\":\"fixed\",\"name\":\"dev.kith.avro.Hash\",\"size\":4}",
        "\"string\""
      })
  void a_type_that_is_not_of_kith_is_a_dead_letter(String schema) {
    int id = register(schema);

    assertThatExceptionOfType(UnreadableRecord.class)
        .isThrownBy(() -> format.read(Topics.JOURNAL, Bytes.of(0, 0, 0, 0, id, 2, 'a')))
        .satisfies(unreadable -> assertThat(unreadable.reason()).isEqualTo("foreign-type"));
  }

  @Test
  void a_type_of_kith_s_own_stores_is_of_no_topic_and_a_dead_letter() {
    int id = register(HistoryEntry.SCHEMA$.toString());

    assertThatExceptionOfType(UnreadableRecord.class)
        .isThrownBy(() -> format.read(Topics.JOURNAL, Bytes.of(0, 0, 0, 0, id, 2, 'a')))
        .satisfies(unreadable -> assertThat(unreadable.reason()).isEqualTo("wrong-topic"));
  }

  @Test
  void a_value_that_is_too_large_for_what_is_derived_is_a_dead_letter() {
    byte[] value = new byte[Topics.JOURNAL.largestValue() + 1];

    assertThatExceptionOfType(UnreadableRecord.class)
        .isThrownBy(() -> format.read(Topics.JOURNAL, value))
        .satisfies(unreadable -> assertThat(unreadable.reason()).isEqualTo("too-large"));
  }

  @Test
  void a_type_is_checked_without_a_look_at_the_rest() {
    int unknown = register("{\"type\":\"record\",\"name\":\"dev.kith.avro.New\",\"fields\":[]}");
    int foreign = register("{\"type\":\"record\",\"name\":\"com.example.O\",\"fields\":[]}");

    assertThatExceptionOfType(UnknownRecordType.class)
        .isThrownBy(() -> format.checkType(Topics.JOURNAL, Bytes.of(0, 0, 0, 0, unknown)));
    format.checkType(Topics.JOURNAL, Bytes.of(0, 0, 0, 0, foreign));
    format.checkType(Topics.JOURNAL, Bytes.of(7, 7));
    format.checkType(Topics.JOURNAL, new byte[0]);
  }

  @Test
  void a_topic_takes_only_what_it_carries() {
    Presence presence = new Presence("alice", true, Instant.EPOCH);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> format.write(Topics.JOURNAL, presence))
        .withMessageContaining("kith.journal");
  }

  @Test
  void a_record_that_cannot_be_written_leaves_nothing_behind() {
    ContactBlocked good = new ContactBlocked("alice", null, "bob");
    byte[] before = format.write(Topics.JOURNAL, good);

    ContactBlocked half = new ContactBlocked("mallory", new Position(1, 2L), null);
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> format.write(Topics.JOURNAL, half));

    assertThat(format.write(Topics.JOURNAL, good)).isEqualTo(before);
  }

  @Test
  void many_threads_do_not_disturb_each_other() {
    List<SpecificRecord> records =
        IntStream.range(0, 20_000)
            .<SpecificRecord>mapToObj(seed -> Samples.of(ContactsSynced.class, seed))
            .toList();

    List<SpecificRecord> read =
        records.parallelStream()
            .map(record -> format.read(Topics.JOURNAL, format.write(Topics.JOURNAL, record)))
            .toList();

    assertThat(read).isEqualTo(records);
  }

  private int register(String schema) {
    return registry.register("any", new Schema.Parser().parse(schema));
  }
}
