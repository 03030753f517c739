package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.client.PictureFile;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Content;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test of links to pictures, which work without a token of the API. */
@OnTheStack
class PictureLinkTest {

  private final Stack stack;
  private final Api anonymous;
  private final Person alice;
  private final Person bob;

  PictureLinkTest(Stack stack) {
    this.stack = stack;
    this.anonymous = new Api(stack.frontDoor());
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    alice.puts(aProfile().named("Alice"));
    alice.shows(PictureFile.of("jpeg", 300, 200, 0xff));
  }

  @Test
  void a_link_shows_the_picture_without_a_token_of_the_api() {
    JsonNode links = linked(bob, Map.of("addresses", List.of(alice.address()))).ok().body();
    String url = links.at("/items/0/url").asText();

    Content whole = anonymous.content("GET", url);
    Content thumbnail = anonymous.content("GET", url + "?size=64");
    Content head = anonymous.content("HEAD", url);

    assertThat(links.at("/items/0/address").asText()).isEqualTo(alice.address());
    assertThat(Duration.between(Instant.now(), Instant.parse(links.path("expires").asText())))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    assertThat(whole.bytes()).isEqualTo(bob.looksAtPictureOf(alice, "").bytes());
    assertThat(whole.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(whole.header("Cache-Control")).contains("no-store");
    assertThat(whole.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(PictureFile.read(thumbnail.bytes()).getWidth()).isEqualTo(64);
    assertThat(head.header("Content-Length")).isEqualTo("" + whole.bytes().length);
    assertThat(head.bytes()).isEmpty();
  }

  @Test
  void the_rules_of_now_decide_about_a_link_of_before() {
    String url = link(bob, alice);
    assertThat(anonymous.content("GET", url).status()).isEqualTo(200);

    alice.rules("picture", "deny user:" + bob.address(), "allow everyone");
    assertThat(atAlice(url).status()).isEqualTo(404);

    alice.rules("picture", "allow everyone");
    assertThat(atAlice(url).status()).isEqualTo(200);

    alice.blocks(bob);
    assertThat(atAlice(url).status()).isEqualTo(404);
    assertThat(atAlice(link(alice, alice)).status()).isEqualTo(200);
  }

  @Test
  void hidden_absent_and_forged_are_answered_alike() {
    alice.blocks(bob);
    Person never = stack.person("never");
    String hidden = link(bob, alice);
    String token = hidden.substring(hidden.lastIndexOf('/') + 1);

    Content ofHidden = atAlice(hidden);
    Content ofNeverCreated = anonymous.content("GET", link(bob, never));
    String reversed = new StringBuilder(token).reverse().toString();
    Content forged = atAlice(alice.path("picture/links/" + reversed));
    Content moved = anonymous.content("GET", never.path("picture/links/" + token));

    assertThat(ofHidden.status()).isEqualTo(404);
    for (Content other : List.of(ofNeverCreated, forged, moved)) {
      assertThat(other.status()).isEqualTo(404);
      assertThat(other.bytes()).isEqualTo(ofHidden.bytes());
      assertThat(other.answer().headers().keySet()).isEqualTo(ofHidden.answer().headers().keySet());
    }
  }

  @Test
  void a_user_gets_links_for_themselves_and_a_backend_for_a_user() {
    List<String> addresses = List.of(alice.address());
    alice.rules("picture", "allow user:" + bob.address());
    Person carol = stack.person("carol");
    Map<String, Object> asBob = Map.of("addresses", addresses, "as", bob.address());
    Person backend = stack.backend();

    assertThat(linked(carol, asBob).status()).isEqualTo(403);
    assertThat(linked(backend, Map.of("addresses", addresses)).status()).isEqualTo(400);
    String forBob = linked(backend, asBob).ok().body().at("/items/0/url").asText();
    assertThat(atAlice(forBob).status()).isEqualTo(200);
    assertThat(atAlice(link(carol, alice)).status()).isEqualTo(404);
  }

  @Test
  void no_log_contains_the_token_of_a_link() throws IOException {
    String url = link(bob, alice);
    String token = url.substring(url.lastIndexOf('/') + 1);
    anonymous.content("GET", url);
    anonymous.content("GET", url + "?size=7");
    anonymous.content("GET", url.replace("/picture/", "/pictures/"));

    try (Stream<Path> logs = Files.list(stack.data().resolve("logs"))) {
      for (Path log : logs.toList()) {
        assertThat(Files.readString(log)).as(log.toString()).doesNotContain(token);
      }
    }
  }

  /** Reads the URL, after everything that Alice has written. */
  private Content atAlice(String url) {
    return anonymous.with("Kith-After", alice.position()).content("GET", url);
  }

  private static String link(Person viewer, Person owner) {
    return linked(viewer, Map.of("addresses", List.of(owner.address())))
        .ok()
        .body()
        .at("/items/0/url")
        .asText();
  }

  private static Answer linked(Person caller, Map<String, Object> body) {
    return caller.api().send("POST", "/v1/pictures:link", Json.of(body).toString());
  }
}
