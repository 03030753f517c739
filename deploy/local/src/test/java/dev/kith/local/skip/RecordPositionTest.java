package dev.kith.local.skip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPositionTest {

  @Test
  void a_position_is_read_and_written_alike() {
    assertThat(RecordPosition.parse("kith.contact-mirrors:3:1532").orElseThrow())
        .hasToString("kith.contact-mirrors:3:1532");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3:1532",
        "kith.journal:3",
        "kith.journal:-1:2",
        "kith.journal:3:x",
        "orders:3:2",
        "kith.journal:3:1532:1"
      })
  void what_is_no_position_is_refused(String text) {
    assertThat(RecordPosition.parse(text)).isEmpty();
  }
}
