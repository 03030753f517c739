package dev.kith.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPlacementTest {

  @ParameterizedTest
  @ValueSource(strings = {"/v1/users/a:b/address-book", "/v1/users/me/updates"})
  void what_a_user_follows_is_placed_by_delivery_partition(String path) {
    assertThat(RequestPlacement.of(path)).isEqualTo(RequestPlacement.DELIVERY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/users/me/presence",
        "/v1/users/me/profile",
        "/v1/users/updates/contacts/updates",
        "/v1/groups/42/updates",
        "/v1/users"
      })
  void everything_else_is_placed_by_the_journal(String path) {
    assertThat(RequestPlacement.of(path)).isEqualTo(RequestPlacement.JOURNAL);
  }
}
