package dev.kith.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedPathTest {

  private final AddressHash hash = new AddressHash("a secret of the nodes");
  private final MaskedPath masked = new MaskedPath(hash);

  @Test
  void addresses_are_hashed_and_words_stay() {
    assertThat(masked.of("/v1/users/18005550001/contacts/bob"))
        .isEqualTo("/v1/users/" + hash.of("18005550001") + "/contacts/" + hash.of("bob"));
    assertThat(masked.of("/v1/users/me/picture/")).isEqualTo("/v1/users/me/picture/");
  }

  @Test
  void an_address_that_looks_like_a_word_is_hashed_all_the_same() {
    assertThat(masked.of("/v1/users/profile/profile"))
        .isEqualTo("/v1/users/" + hash.of("profile") + "/profile");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/user/18005550001",
        "/18005550001",
        "18005550001",
        "/v1/users//18005550001",
        "/v1/groups/me:18005550001/x"
      })
  void what_no_resource_has_is_not_shown_either(String path) {
    assertThat(masked.of(path)).doesNotContain("18005550001");
  }

  @Test
  void the_token_of_a_link_is_hashed() {
    assertThat(masked.of("/v1/users/bob/picture/links/Zm9yIGJvYg"))
        .isEqualTo("/v1/users/" + hash.of("bob") + "/picture/links/" + hash.of("Zm9yIGJvYg"));
  }

  @Test
  void a_url_loses_its_query() {
    assertThat(masked.ofUrl("http://10.0.0.7:8081/v1/users/bob/profile?as=alice"))
        .isEqualTo("http://10.0.0.7:8081/v1/users/" + hash.of("bob") + "/profile");
  }

  @Test
  void another_secret_makes_another_hash() {
    // printf bob | openssl dgst -sha256 -hmac "a secret of the nodes"
    assertThat(hash.of("bob"))
        .isEqualTo("07386e6193f4d760")
        .isEqualTo(new AddressHash("a secret of the nodes").of("bob"))
        .isNotEqualTo(new AddressHash("another secret").of("bob"));
  }
}
