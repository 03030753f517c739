package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n",
        "\u00a0\u3000\u2003", // blanks of other widths
        "\u200b\u200d\u2060\ufeff", // of no width
        "\u00ad", // a hyphen that only a line's end shows
        "\u2028\u2029",
        "\u115f\u1160\u3164\uffa0", // fillers of Hangul
        "\u2800", // braille without a dot
        "\u034f\ufe0f\u180b", // joiners and selectors
        "\u0301", // an accent on nothing
        "\ud834\udd59", // a note without a head
        "\udb40\udc41\udb40\udd00", // tags, and selectors beyond the first plane
        "\u0378", // not assigned
        "\ufffe", // no character
        "\u0000\u0007"
      })
  void an_invisible_name_is_not_allowed(String name) {
    assertThat(DisplayName.isAllowed(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Alice",
        " Zo\u00eb ",
        "\u0645\u0631\u064a\u0645\u200f", // Arabic, with a mark that says only which way it runs
        "\u0915\u094d\u200d\u0937", // Devanagari needs its joiner
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", // so does a family
        "\ud55c\uae00",
        "42",
        "!",
        "\uf8ff"
      })
  void a_visible_name_is_allowed(String name) {
    assertThat(DisplayName.isAllowed(name)).isTrue();
  }

  @Test
  void a_name_does_not_reverse_the_text_behind_it() {
    for (var turn : "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069".toCharArray()) {
      assertThat(DisplayName.isAllowed("Alice" + turn)).isFalse();
    }
  }
}
