package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

  @ParameterizedTest
  @ValueSource(strings = {"family", "admin", "Work-2.old_ones", "1"})
  void a_label_is_letters_digits_and_a_few_marks(String text) {
    assertThat(Label.isValid(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "close friends", "a:b", "family\n", "famille é"})
  void anything_else_is_no_label(String text) {
    assertThat(Label.isValid(text)).isFalse();
  }

  @Test
  void a_label_has_at_most_64_characters() {
    assertThat(Label.isValid("a".repeat(64))).isTrue();
    assertThat(Label.isValid("a".repeat(65))).isFalse();
  }
}
