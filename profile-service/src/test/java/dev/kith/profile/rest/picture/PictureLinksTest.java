package dev.kith.profile.rest.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.domain.Address;
import dev.kith.kit.config.NodeSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureLinksTest {

  private static final Address ALICE = new Address("alice");
  private static final Address BOB = new Address("bob");
  private static final Instant NOW = Instant.parse("2026-11-29T08:00:00.750Z");

  private final PictureLinks links = links("a-secret-of-the-nodes", Duration.ofMinutes(10));

  @Test
  void a_link_names_its_viewer_on_every_node_until_it_expires() {
    var expires = links.expiry(NOW);
    var token = token(links.path(ALICE, BOB, expires));
    var otherNode = links("a-secret-of-the-nodes", Duration.ofMinutes(1));

    assertThat(expires).isEqualTo("2026-11-29T08:10:00Z");
    assertThat(otherNode.viewer(ALICE, token, NOW)).contains(BOB);
    assertThat(links.viewer(ALICE, token, expires.minusMillis(1))).contains(BOB);
    assertThat(links.viewer(ALICE, token, expires)).isEmpty();
  }

  @Test
  void a_link_is_valid_for_its_owner_and_secret_only() {
    var token = token(links.path(ALICE, BOB, links.expiry(NOW)));
    var otherSecret = links("another-secret-of-nodes", Duration.ofMinutes(10));

    assertThat(links.viewer(new Address("carol"), token, NOW)).isEmpty();
    assertThat(links.viewer(new Address("group:alice"), token, NOW)).isEmpty();
    assertThat(otherSecret.viewer(ALICE, token, NOW)).isEmpty();
  }

  @Test
  void no_changed_byte_is_accepted() {
    var bytes = Base64.getUrlDecoder().decode(token(links.path(ALICE, BOB, links.expiry(NOW))));
    for (var index = 0; index < bytes.length; index++) {
      var changed = bytes.clone();
      changed[index] ^= 1;
      var token = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

      assertThat(links.viewer(ALICE, token, NOW)).isEmpty();
    }
  }

  @Test
  void neither_text_nor_length_of_a_token_tell_the_viewer() {
    var ofBob = token(links.path(ALICE, BOB, links.expiry(NOW)));
    var ofLongName = token(links.path(ALICE, new Address("b".repeat(128)), links.expiry(NOW)));

    assertThat(ofLongName).hasSameSizeAs(ofBob);
    assertThat(new String(Base64.getUrlDecoder().decode(ofLongName), UTF_8)).doesNotContain("bbb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "42", "Zm9yIGJvYg", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void what_never_was_a_token_is_refused(String token) {
    assertThat(links.viewer(ALICE, token, NOW)).isEmpty();
  }

  @Test
  void the_lifetime_has_bounds() {
    for (var lifetime :
        new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMinutes(61)}) {
      assertThatThrownBy(() -> links("a-secret-of-the-nodes", lifetime))
          .hasMessageContaining("kith.pictures.link-lifetime");
    }
  }

  private static String token(String path) {
    assertThat(path).startsWith("/v1/users/alice/picture/links/");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static PictureLinks links(String secret, Duration lifetime) {
    return new PictureLinks(new NodeSecret(Optional.of(secret)), lifetime);
  }
}
