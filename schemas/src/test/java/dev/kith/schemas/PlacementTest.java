package dev.kith.schemas;

import static dev.kith.schemas.Placement.FIRST_PART;
import static dev.kith.schemas.Placement.WHOLE_KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {

  /**
   * The murmur2 values of "21" and "foobar" are from Kafka's own tests, the others from the
   * algorithm's description.
   */
  @ParameterizedTest
  @CsvSource({
    "21, -973932308, 0, 44",
    "foobar, -790332482, 2, 62",
    "alice, 1951417749, 1, 21",
    "bob, -2048144690, 2, 14",
    "18005550001, 1620367431, 3, 7",
    "alice@example.com, -1034185172, 0, 44",
    "group:42, 1892373765, 1, 5",
  })
  void an_address_is_placed_by_its_murmur2(String address, int murmur2, int of4, int of64) {
    byte[] key = address.getBytes(UTF_8);

    assertThat(WHOLE_KEY.partition(key, 4)).isEqualTo(of4);
    assertThat(WHOLE_KEY.partition(key, 64)).isEqualTo(of64);
    assertThat(WHOLE_KEY.partition(key, Integer.MAX_VALUE))
        .isEqualTo((murmur2 & Integer.MAX_VALUE) % Integer.MAX_VALUE);
  }

  @Test
  void a_whole_key_is_placed_as_kafkas_producer_does() {
    Random random = new Random(42);
    for (int length = 0; length < 200; length++) {
      byte[] key = new byte[length];
      random.nextBytes(key);

      assertThat(WHOLE_KEY.partition(key, 64))
          .isEqualTo(BuiltInPartitioner.partitionForKey(key, 64));
    }
  }

  @Test
  void a_key_of_two_parts_meets_what_is_keyed_by_its_first() {
    byte[] both = Keys.join("alice@example.com", "bob");
    byte[] first = "alice@example.com".getBytes(UTF_8);

    assertThat(FIRST_PART.partition(both, 64)).isEqualTo(WHOLE_KEY.partition(first, 64));
    assertThat(WHOLE_KEY.partition(both, 64)).isNotEqualTo(WHOLE_KEY.partition(first, 64));
  }

  @Test
  void a_key_without_a_second_part_is_placed_whole() {
    byte[] key = "alice".getBytes(UTF_8);

    assertThat(FIRST_PART.partition(key, 64)).isEqualTo(21);
  }
}
