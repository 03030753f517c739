package dev.kith.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KeysTest {

  @Test
  void two_addresses_are_joined_and_found_again() {
    byte[] key = Keys.join("bob", "group:42");

    assertThat(key).isEqualTo("bob|group:42".getBytes(UTF_8));
    assertThat(Keys.first(key)).isEqualTo("bob");
    assertThat(Keys.second(key)).isEqualTo("group:42");
  }

  @Test
  void a_third_part_does_not_change_the_first_two() {
    byte[] key = Keys.join("bob", "group:42", "3:1532");

    assertThat(key).isEqualTo("bob|group:42|3:1532".getBytes(UTF_8));
    assertThat(Keys.first(key)).isEqualTo("bob");
    assertThat(Keys.second(key)).isEqualTo("group:42");
    assertThat(Placement.FIRST_PART.deciding(key)).isEqualTo("bob".getBytes(UTF_8));
  }

  @Test
  void an_address_with_a_separator_is_refused_on_either_side() {
    assertThatIllegalArgumentException().isThrownBy(() -> Keys.join("a|b", "c"));
    assertThatIllegalArgumentException().isThrownBy(() -> Keys.join("a", "b|c"));
    assertThatIllegalArgumentException().isThrownBy(() -> Keys.join("a", "b|c", "d"));
    assertThatIllegalArgumentException().isThrownBy(() -> Keys.join("a", "b", "c|d"));
  }

  @Test
  void the_first_part_of_a_whole_key_is_the_key() {
    assertThat(Keys.first("alice".getBytes(UTF_8))).isEqualTo("alice");
  }

  @Test
  void a_whole_key_has_no_second_part() {
    assertThatIllegalArgumentException().isThrownBy(() -> Keys.second("alice".getBytes(UTF_8)));
  }
}
