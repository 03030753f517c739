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
  void a_node_without_a_configured_secret_has_a_random_one() {
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
  void a_secret_that_is_short_or_invalid_in_a_header_stops_the_start(String secret) {
    assertThatIllegalArgumentException().isThrownBy(() -> new NodeSecret(Optional.of(secret)));
  }
}
