package dev.kith.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.kith.avro.ContactsSynced;
import dev.kith.avro.Message;
import dev.kith.avro.PrivacyChanged;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of arbitrary bytes, which every client with access to a topic can write: they become dead
 * letters and do no harm.
 */
class HostileBytesTest {
  private static final long MOST_THAT_AN_ARRAY_HOLDS = Integer.MAX_VALUE - 8;
  private static final int MEGABYTE = 1 << 20;

  private final RegistryInMemory registry = new RegistryInMemory();
  private final WireFormat format = new WireFormat(registry);
  private final int synced = id(ContactsSynced.class);
  private final int privacy = id(PrivacyChanged.class);
  private final int message = id(Message.class);

  @Test
  void no_bytes_are_unreadable() {
    assertUnreadable(Topics.JOURNAL, Bytes.of(), "empty");
  }

  @Test
  void a_wrong_magic_byte_is_unreadable() {
    assertUnreadable(Topics.JOURNAL, Bytes.of(1, 0, 0, 0, synced, 2, 'a'), "wrong-magic-byte");
    assertUnreadable(Topics.JOURNAL, Bytes.of('{', '}'), "wrong-magic-byte");
  }

  @Test
  void an_unknown_id_is_unreadable() {
    assertUnreadable(Topics.JOURNAL, Bytes.of(0, 0, 0, 0, 99, 2, 'a'), "unknown-schema-id");
    assertUnreadable(Topics.JOURNAL, Bytes.of(0, 255, 255, 255, 255), "unknown-schema-id");
  }

  @Test
  void bytes_behind_the_record_are_unreadable() {
    byte[] whole = format.write(Topics.JOURNAL, Samples.of(ContactsSynced.class, 1));

    assertUnreadable(Topics.JOURNAL, Bytes.of(whole, 0), "trailing-bytes");
  }

  @Test
  void a_payload_truncated_anywhere_is_unreadable() {
    byte[] whole = format.write(Topics.JOURNAL, Samples.of(ContactsSynced.class, 1));

    for (int length = 1; length < whole.length; length++) {
      assertUnreadable(Topics.JOURNAL, Arrays.copyOf(whole, length), "truncated");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {MOST_THAT_AN_ARRAY_HOLDS, 1L << 40, Long.MAX_VALUE})
  void an_absurd_length_is_unreadable_and_costs_nothing(long length) {
    byte[] number = Bytes.number(length);
    byte[] someActor = Bytes.of(2, 'a');

    assertHarmless(Topics.JOURNAL, value(synced, number), "truncated");
    assertHarmless(Topics.JOURNAL, value(synced, someActor, number), "truncated");
    assertHarmless(Topics.JOURNAL, value(privacy, someActor, Bytes.of(0), number), "truncated");
    byte[] uptoPayload = Bytes.of(0, 0, 0, 0, 0);
    assertHarmless(Topics.MESSAGES, value(message, uptoPayload, number), "truncated");
  }

  @Test
  void an_absurd_block_with_its_length_costs_nothing_either() {
    byte[] block = Bytes.join(Bytes.number(-MOST_THAT_AN_ARRAY_HOLDS), Bytes.number(2));

    assertHarmless(Topics.JOURNAL, value(synced, Bytes.of(2, 'a'), block), "truncated");
  }

  static Stream<Arguments> senseless() {
    return Stream.of(
        arguments("a negative length", new byte[] {1}),
        arguments("a union's fifth branch", Bytes.of(2, 'a', 0, 0, 8)),
        arguments("a union's branch -1", Bytes.of(2, 'a', 0, 0, 1)),
        arguments("an endless number", Bytes.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 255)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("senseless")
  void what_makes_no_sense_is_undecodable(String what, byte[] payload) {
    assertHarmless(Topics.JOURNAL, value(synced, payload), "undecodable");
  }

  @Test
  void no_damage_is_answered_in_any_other_way() {
    Random random = new Random(42);
    for (int round = 0; round < 50_000; round++) {
      byte[] value = format.write(Topics.JOURNAL, Samples.of(PrivacyChanged.class, round % 100));
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt(256);
      }

      try {
        assertThat(format.read(Topics.JOURNAL, value)).isInstanceOf(PrivacyChanged.class);
      } catch (UnreadableRecord e) {
        assertThat(e.reason()).isIn("truncated", "undecodable", "trailing-bytes");
      }
    }
  }

  @Test
  void a_good_record_is_read_after_a_bad_one() {
    SpecificRecord record = Samples.of(ContactsSynced.class, 1);
    byte[] good = format.write(Topics.JOURNAL, record);

    for (int length = 6; length < good.length; length++) {
      assertUnreadable(Topics.JOURNAL, Arrays.copyOf(good, length), "truncated");
      assertThat(format.read(Topics.JOURNAL, good)).isEqualTo(record);
    }
  }

  private void assertHarmless(Topic topic, byte[] value, String reason) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    assertUnreadable(topic, value, reason);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(50L * MEGABYTE);
  }

  private void assertUnreadable(Topic topic, byte[] value, String reason) {
    assertThatExceptionOfType(UnreadableRecord.class)
        .isThrownBy(() -> format.read(topic, value))
        .extracting(UnreadableRecord::reason)
        .isEqualTo(reason);
  }

  private static byte[] value(int id, byte[]... payload) {
    return Bytes.join(Bytes.of(0, 0, 0, 0, id), Bytes.join(payload));
  }

  private int id(Class<? extends SpecificRecord> type) {
    return registry.register("any", WireFormat.contract(type));
  }
}
