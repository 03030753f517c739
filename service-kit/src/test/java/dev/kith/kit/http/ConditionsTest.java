package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kith.domain.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  @Test
  void a_write_without_conditions_expects_nothing() {
    assertThat(Conditions.expects(null, null)).isEmpty();
  }

  @Test
  void an_entity_tag_of_ours_is_the_position_that_is_expected() {
    assertThat(Conditions.expects("\"3:1532\"", null)).contains(new Position(3, 1532));
    assertThat(Conditions.expects(Conditions.entityTag(new Position(3, 1532)), null))
        .contains(new Position(3, 1532));
  }

  @Test
  void letters_after_the_position_tell_a_write_nothing() {
    assertThat(Conditions.expects("\"3:1532pm\"", null)).contains(new Position(3, 1532));
  }

  @Test
  void a_star_in_if_none_match_expects_that_nothing_is_there() {
    assertThat(Conditions.expects(null, " * ")).contains(Position.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3:1532", "\"abc\"", "\"pm3:1532\"", "W/\"3:1532\"", "\"\"", "\"-1:-1\""})
  void a_tag_that_was_never_ours_does_not_hold(String ifMatch) {
    var refusal =
        catchThrowableOfType(ProblemException.class, () -> Conditions.expects(ifMatch, null));

    assertThat(refusal.problem().status()).isEqualTo(412);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {"*;-", "\"1:2\", \"1:3\";-", "-;\"1:2\"", "\"1:2\";*"})
  void what_is_not_supported_is_said(String ifMatch, String ifNoneMatch) {
    var refusal =
        catchThrowableOfType(
            ProblemException.class, () -> Conditions.expects(ifMatch, ifNoneMatch));

    assertThat(refusal.problem().status()).isEqualTo(400);
  }
}
