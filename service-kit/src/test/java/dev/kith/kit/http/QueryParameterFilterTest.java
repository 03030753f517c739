package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.kith.kit.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryParameterFilterTest {

  @Test
  void a_parameter_has_a_value() {
    assertRefused("as", List.of(""), false);
    assertRefused("label", List.of("a", ""), true);
  }

  @Test
  void a_parameter_is_there_once_unless_it_is_a_list() {
    assertRefused("limit", List.of("1", "2"), false);
    assertThatNoException()
        .isThrownBy(() -> QueryParameterFilter.check("label", List.of("a", "b"), true));
    assertThatNoException()
        .isThrownBy(() -> QueryParameterFilter.check("as", List.of("bob"), false));
  }

  private static void assertRefused(String name, List<String> values, boolean takesLists) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> QueryParameterFilter.check(name, values, takesLists))
        .satisfies(refused -> assertThat(refused.problem().field()).isEqualTo(name));
  }
}
