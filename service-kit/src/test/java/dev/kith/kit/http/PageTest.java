package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  @Test
  void a_page_has_fifty_items_or_as_many_as_were_asked_for() {
    assertThat(Page.limit(null)).isEqualTo(50);
    assertThat(Page.limit("1")).isEqualTo(1);
    assertThat(Page.limit("500")).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "501", "-1", "x", "1.5", "", "99999999999"})
  void another_limit_is_refused(String limit) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Page.limit(limit))
        .satisfies(refused -> {
          assertThat(refused.problem().status()).isEqualTo(400);
          assertThat(refused.problem().field()).isEqualTo("limit");
        });
  }
}
