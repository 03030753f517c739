package dev.kith.notifier.live.tail;

import static dev.kith.notifier.delivery.ReplicaRecords.changed;
import static dev.kith.notifier.delivery.ReplicaRecords.named;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.avro.FanOutCompleted;
import dev.kith.avro.UpdatesWanted;
import dev.kith.domain.Address;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.notifier.live.partition.TailRecord;
import dev.kith.notifier.replica.EventTime;
import dev.kith.notifier.replica.FanOutCodec;
import dev.kith.schemas.RegistryInMemory;
import dev.kith.schemas.RegistryUnavailable;
import dev.kith.schemas.Topics;
import dev.kith.schemas.UnavailableRegistry;
import dev.kith.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanOutDecoderTest {

  private static final FanOutRecord RECORD = changed(-1, named("Ada", 5));
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final RegistryInMemory registry = new RegistryInMemory();
  private final WireFormat wire = new WireFormat(registry);
  private final FanOutDecoder decoder = new FanOutDecoder(wire);

  @Test
  void a_record_about_a_subject_is_decoded() {
    var read = decoder.read(record("alice", value(RECORD))).orElseThrow();

    assertThat(read.subject()).isEqualTo(new Address("alice"));
    assertThat(read.record()).isEqualTo(RECORD);
    assertThat(read.origin().offset()).isEqualTo(17);
  }

  @Test
  void its_origin_has_the_time_of_the_event_and_the_trace() {
    var record = record("alice", value(RECORD));
    record.headers().add(EventTime.header(1_234));
    record.headers().add("traceparent", TRACE.getBytes(UTF_8));

    var origin = decoder.read(record).orElseThrow().origin();

    assertThat(origin.eventMillis()).isEqualTo(1_234);
    assertThat(origin.trace()).asString(UTF_8).isEqualTo(TRACE);
  }

  @Test
  void without_headers_the_origin_has_neither() {
    var origin = decoder.read(record("alice", value(RECORD))).orElseThrow().origin();

    assertThat(origin.eventMillis()).isEqualTo(EventTime.NONE);
    assertThat(origin.trace()).isNull();
  }

  @Test
  void its_memory_grows_with_the_bytes_of_key_and_value() {
    var small = read("alice", named("Ada", 5));
    var large = read("alice", named("A".repeat(1_000), 5));
    var longer = read("alice@example.com", named("Ada", 5));

    assertThat(small.bytes()).isGreaterThan(3 * value(RECORD).length);
    // besides the 997 characters, the length of the name takes one byte more
    assertThat(large.bytes() - small.bytes()).isEqualTo(3 * 998);
    assertThat(longer.bytes() - small.bytes()).isEqualTo(3 * "@example.com".length());
  }

  @Test
  void control_records_are_about_no_subject() {
    assertThat(read(record("!completed", value(new FanOutCompleted("kith", 3))))).isEmpty();
    assertThat(read(record("!updates", value(new UpdatesWanted(true))))).isEmpty();
    assertThat(read(record("!completed", value(RECORD)))).as("whatever it contains").isEmpty();
  }

  @Test
  void a_control_record_with_the_key_of_a_subject_is_skipped() {
    assertThat(read(record("alice", value(new UpdatesWanted(true))))).isEmpty();
  }

  @Test
  void records_without_key_or_value_are_skipped() {
    assertThat(read(record("alice", null))).isEmpty();
    assertThat(read(record(null, value(RECORD)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "{}", "\0\0\0\0\u0009whatever"})
  void unreadable_records_are_skipped(String value) {
    assertThat(read(record("alice", value.getBytes(UTF_8)))).isEmpty();
  }

  @Test
  void a_record_that_ends_early_is_skipped() {
    var whole = value(RECORD);
    var part = ByteBuffer.allocate(whole.length - 1).put(whole, 0, whole.length - 1).array();

    assertThat(read(record("alice", part))).isEmpty();
  }

  @Test
  void records_of_a_newer_version_are_skipped() {
    assertThat(read(record("alice", ofType("dev.kith.avro.SubjectTeleported")))).isEmpty();
    assertThat(read(record("alice", ofType("com.example.Foreign")))).isEmpty();
  }

  @Test
  void what_is_skipped_does_not_disturb_what_follows() {
    assertThat(read(record("alice", ofType("dev.kith.avro.SubjectTeleported")))).isEmpty();

    assertThat(read(record("alice", value(RECORD)))).isPresent();
  }

  @Test
  void a_registry_that_does_not_answer_is_a_failure_not_a_reason_to_skip() {
    var value = value(RECORD);
    var cut = new FanOutDecoder(new WireFormat(new UnavailableRegistry()));

    assertThatThrownBy(() -> cut.read(record("alice", value)))
        .isInstanceOf(RegistryUnavailable.class);
  }

  private TailRecord read(String subject, Content content) {
    return read(record(subject, value(changed(-1, content)))).orElseThrow();
  }

  private Optional<TailRecord> read(ConsumerRecord<byte[], byte[]> record) {
    return decoder.read(record);
  }

  private byte[] value(FanOutRecord record) {
    return value(FanOutCodec.write(record));
  }

  private byte[] value(SpecificRecord record) {
    return wire.write(Topics.FANOUT, record);
  }

  /** Value of an empty record type that this version does not have. */
  private byte[] ofType(String name) {
    var id = registry.register(name, Schema.createRecord(name, null, null, false, List.of()));
    return ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(id).array();
  }

  @SuppressWarnings("NullAway") // Kafka's records may have neither key nor value
  private static ConsumerRecord<byte[], byte[]> record(
      @Nullable String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        Topics.FANOUT.name(), 2, 17, key == null ? null : key.getBytes(UTF_8), value);
  }
}
