package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"18005550001", "alice@example.com", "a", "...", "+1-800:5", "A_b", "ME", "group"})
  void a_users_address_is_letters_digits_and_a_few_marks(String text) {
    var address = Address.parse(text);

    assertThat(address).map(Address::text).contains(text);
    assertThat(address).map(Address::isGroup).contains(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "alice\n", "a/b", "a|b", "a%20", "älice", "１８００", "me", ".", ".."})
  void anything_else_is_no_address(String text) {
    assertThat(Address.parse(text)).isEmpty();
    assertThatThrownBy(() -> new Address(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_address_has_at_most_128_characters() {
    assertThat(Address.parse("a".repeat(128))).isPresent();
    assertThat(Address.parse("a".repeat(129))).isEmpty();
  }

  @Test
  void what_begins_with_group_is_a_group() {
    assertThat(Address.parse("group:42")).map(Address::isGroup).contains(true);
    assertThat(Address.parse("Group:42")).map(Address::isGroup).contains(false);
  }

  @Test
  void a_groups_id_is_not_empty() {
    assertThat(Address.parse("group:")).isEmpty();
  }

  @Test
  void case_makes_another_address() {
    assertThat(new Address("alice")).isNotEqualTo(new Address("Alice"));
  }

  /** Pairs are stored at the smaller of two addresses, so all services must agree on the order. */
  @Test
  void addresses_are_ordered_by_their_text() {
    assertThat(new Address("alice")).isLessThan(new Address("bob"));
    assertThat(new Address("Zoe")).isLessThan(new Address("alice"));
    assertThat(new Address("alice")).isEqualByComparingTo(new Address("alice"));
  }

  @Test
  void an_address_is_written_as_its_text() {
    assertThat(new Address("group:42")).hasToString("group:42");
  }
}
