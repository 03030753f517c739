package dev.kith.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSecretTest {

  @Test
  void nodes_with_the_same_secret_know_each_other() {
    var one = new NodeSecret(Optional.of("0123456789abcdef"));
    var other = new NodeSecret(Optional.of("0123456789abcdef"));

    assertThat(one.is(other.text())).isTrue();
  }

  @Test
  void nobody_knows_the_secret_of_a_node_that_was_given_none() {
    var one = new NodeSecret(Optional.empty());
    var other = new NodeSecret(Optional.empty());

    assertThat(one.is(one.text())).isTrue();
    assertThat(one.is(other.text())).isFalse();
    assertThat(one.is("")).isFalse();
    assertThat(one.is("1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"short", "with a space in it", "with a\nline break", "mit Umlauten: äöüäöü"})
  void what_can_be_guessed_or_is_nothing_for_a_header_stops_the_start(String secret) {
    assertThatIllegalArgumentException().isThrownBy(() -> new NodeSecret(Optional.of(secret)));
  }
}
