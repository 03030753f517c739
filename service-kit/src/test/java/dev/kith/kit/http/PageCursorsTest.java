package dev.kith.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.problem.ProblemException;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorsTest {

  private static final String SECRET = "0123456789abcdef";

  private final PageCursors cursors = cursors(SECRET);
  private final PageCursors.Of contacts = cursors.of("contacts", "alice", null, "family");

  @Test
  void a_cursor_opens_on_every_node_with_the_same_secret() {
    var cursor = contacts.seal(bytes("bob"));

    assertThat(contacts.open(cursor)).isEqualTo(bytes("bob"));
    assertThat(cursors(SECRET).of("contacts", "alice", null, "family").open(cursor))
        .isEqualTo(bytes("bob"));
  }

  @Test
  void places_of_any_bytes_come_back_as_they_were() {
    var random = new Random(20);
    for (var length = 0; length < 500; length++) {
      var place = new byte[length];
      random.nextBytes(place);

      assertThat(contacts.open(contacts.seal(place))).isEqualTo(place);
    }
  }

  @Test
  void a_cursor_does_not_open_for_another_user_list_query_or_secret() {
    var cursor = contacts.seal(bytes("bob"));

    assertRefused(cursors.of("contacts", "carol", null, "family"), cursor);
    assertRefused(cursors.of("recents", "alice", null, "family"), cursor);
    assertRefused(cursors.of("contacts", "alice", "family", null), cursor);
    assertRefused(cursors.of("contacts", "alice", "", "family"), cursor);
    assertRefused(cursors.of("contacts", "alicefamily"), cursor);
    assertRefused(cursors("another_secret_of_16").of("contacts", "alice", null, "family"), cursor);
  }

  @Test
  void neither_its_text_nor_its_length_tells_the_place() {
    var shortOne = contacts.seal(bytes("b"));
    var longOne = contacts.seal(bytes("b".repeat(128)));

    assertThat(shortOne).hasSameSizeAs(longOne);
    assertThat(contacts.seal(bytes("b"))).isNotEqualTo(shortOne);
    assertThat(new String(Base64.getUrlDecoder().decode(longOne), UTF_8)).doesNotContain("bbb");
  }

  @Test
  void no_changed_byte_goes_unnoticed() {
    var sealed = Base64.getUrlDecoder().decode(contacts.seal(bytes("bob")));
    for (var index = 0; index < sealed.length; index++) {
      var changed = sealed.clone();
      changed[index] ^= 1;
      assertRefused(contacts, Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "Ym9i", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA", "%00"})
  void what_never_was_a_cursor_is_refused(String text) {
    assertRefused(contacts, text);
  }

  private static void assertRefused(PageCursors.Of list, String cursor) {
    assertThatThrownBy(() -> list.open(cursor))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().toString()).contains("cursor", "first page"));
  }

  private static PageCursors cursors(String secret) {
    return new PageCursors(new NodeSecret(Optional.of(secret)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
