package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  @Test
  void a_position_is_written_as_partition_and_offset() {
    assertThat(new Position(3, 1532)).hasToString("3:1532");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0:0", "3:1532", "63:999999999999999999"})
  void what_is_written_can_be_read_again(String text) {
    assertThat(Position.parse(text)).map(Position::toString).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "3", "3:", ":3", "-1:-1", "3:1532 ", "3:1:5", "1234567890:1", "٣:١", "a:b"})
  void anything_else_is_no_position(String text) {
    assertThat(Position.parse(text)).isEmpty();
  }

  @Test
  void an_offset_too_long_to_be_one_is_no_position() {
    assertThat(Position.parse("0:" + "9".repeat(19))).isEmpty();
  }

  @Test
  void every_position_is_after_none() {
    assertThat(new Position(0, 0).isAfter(Position.NONE)).isTrue();
    assertThat(Position.NONE.isAfter(new Position(0, 0))).isFalse();
  }

  @Test
  void a_position_is_not_after_itself() {
    var position = new Position(3, 1532);

    assertThat(position.isAfter(position)).isFalse();
  }

  @Test
  void the_latest_is_the_one_with_the_higher_offset() {
    var earlier = new Position(3, 9);
    var later = new Position(3, 10);

    assertThat(Position.latest(earlier, later)).isEqualTo(later);
    assertThat(Position.latest(later, earlier)).isEqualTo(later);
  }
}
