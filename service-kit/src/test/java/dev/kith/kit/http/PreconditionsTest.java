package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kith.domain.Position;
import dev.kith.kit.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

  private static final Preconditions.Current NOW =
      new Preconditions.Current(new Position(3, 7), true);

  @Test
  void a_write_without_conditions_expects_nothing() {
    assertThat(expects(null, null)).isEmpty();
  }

  @Test
  void an_entity_tag_of_ours_is_the_position_that_is_expected() {
    assertThat(expects("\"3:1532\"", null)).contains(new Position(3, 1532));
    assertThat(expects(Preconditions.entityTag(new Position(3, 1532)), null))
        .contains(new Position(3, 1532));
  }

  @Test
  void letters_after_the_position_tell_a_write_nothing() {
    assertThat(expects("\"3:1532pm\"", null)).contains(new Position(3, 1532));
  }

  @Test
  void a_star_in_if_none_match_expects_that_nothing_is_there() {
    assertThat(expects(null, " * ")).contains(Position.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3:1532", "\"abc\"", "\"pm3:1532\"", "W/\"3:1532\"", "\"\"", "\"-1:-1\""})
  void a_tag_that_was_never_ours_does_not_hold(String ifMatch) {
    var refusal = catchThrowableOfType(ProblemException.class, () -> expects(ifMatch, null));

    assertThat(refusal.problem().status()).isEqualTo(412);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "*;-;true",
        "\"1:2\", \"3:7\";-;true",
        "\"1:2\",,\"3:7m\" ,;-;true",
        "\"1,2\", \"3:7\";-;true",
        "\"1:2\", \"1:3\";-;false",
        "W/\"3:7\", \"1:3\";-;false",
        "\"1:2\" \"3:7\";-;false",
        "-;\"1:2\";true",
        "-;\"3:7\";false",
        "-;\"1:2\", W/\"3:7\";false",
        "\"3:7\";\"1:2\";true",
        "\"3:7\";*;false",
        "*;\"3:7\";false"
      })
  void a_list_is_compared_with_what_is_there(
      @Nullable String ifMatch, @Nullable String ifNoneMatch, boolean holds) {
    if (holds) {
      assertThat(expects(ifMatch, ifNoneMatch)).contains(NOW.position());
    } else {
      var refusal =
          catchThrowableOfType(ProblemException.class, () -> expects(ifMatch, ifNoneMatch));
      assertThat(refusal.problem().status()).isEqualTo(412);
    }
  }

  @Test
  void a_star_in_if_match_does_not_hold_for_what_is_gone() {
    var gone = new Preconditions.Current(new Position(3, 7), false);

    var refusal =
        catchThrowableOfType(
            ProblemException.class, () -> Preconditions.expects("*", null, () -> gone));

    assertThat(refusal.problem().status()).isEqualTo(412);
  }

  @Test
  void what_is_no_list_of_entity_tags_is_said() {
    var refusal = catchThrowableOfType(ProblemException.class, () -> expects(null, "3:7"));

    assertThat(refusal.problem().status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"a,b\";true",
        "\"x\", W/\"a,b\";true",
        "*;true",
        "\"a\", \"b\";false",
        "a,b;false",
        "\"x\",\"*\";false"
      })
  void a_read_is_known_by_any_tag_of_a_list(String ifNoneMatch, boolean isKnown) {
    assertThat(Preconditions.isKnown(null, ifNoneMatch, new EntityTag("a,b"))).isEqualTo(isKnown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"a,b\";true",
        "\"x\", \"a,b\";true",
        "*;true",
        "W/\"a,b\";false",
        "\"a\", \"b\";false",
        "a,b;false"
      })
  void a_read_of_another_version_than_was_named_is_412(String ifMatch, boolean holds) {
    var tag = new EntityTag("a,b");

    if (holds) {
      assertThat(Preconditions.isKnown(ifMatch, null, tag)).isFalse();
      assertThat(Preconditions.isKnown(ifMatch, "\"a,b\"", tag)).isTrue();
    } else {
      var refusal =
          catchThrowableOfType(
              ProblemException.class, () -> Preconditions.isKnown(ifMatch, "\"a,b\"", tag));
      assertThat(refusal.problem().status()).isEqualTo(412);
    }
  }

  private static Optional<Position> expects(
      @Nullable String ifMatch, @Nullable String ifNoneMatch) {
    return Preconditions.expects(ifMatch, ifNoneMatch, () -> NOW);
  }
}
