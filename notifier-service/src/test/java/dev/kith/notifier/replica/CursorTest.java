package dev.kith.notifier.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void a_cursor_survives_a_round_trip_as_one_word() {
    var cursor = new Cursor(5, 902, "Q7xk_1-B");

    assertThat(cursor.toString()).isEqualTo("5:902:Q7xk_1-B");
    assertThat(Cursor.parse(cursor.toString())).contains(cursor);
  }

  @Test
  void there_is_a_cursor_before_the_first_update() {
    assertThat(Cursor.parse("0:-1:Q7xk_1aB")).contains(new Cursor(0, -1, "Q7xk_1aB"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "5:902",
        "5:902:",
        "5:902:short",
        "5:902:Q7xk_1aBB",
        "05:902:Q7xk_1aB",
        "5:-2:Q7xk_1aB",
        "5:9223372036854775808:Q7xk_1aB",
        "99999999999:1:Q7xk_1aB",
        " 5:902:Q7xk_1aB",
        "5:902:Q7xk_1aB\n"
      })
  void any_other_text_is_no_cursor(String word) {
    assertThat(Cursor.parse(word)).isEmpty();
  }
}
