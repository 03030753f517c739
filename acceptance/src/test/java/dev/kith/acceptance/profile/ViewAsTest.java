package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Test of the view that an owner gets of the own profile as another user, and of previews of rules.
 */
@OnTheStack
class ViewAsTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  ViewAsTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void an_owner_sees_what_another_sees_and_which_rule_decided() {
    alice.puts(aProfile().named("Alice").saying("in").having("city", "Oslo"));
    alice.labels(bob, "family");
    alice.rules(
        Map.of(
            "status", List.of("deny user:" + bob.address(), "allow everyone"),
            "attributes.city", List.of("allow label:family")));

    JsonNode seen = as(alice, bob).ok().body();

    assertThat(seen.path("name").asText()).isEqualTo("Alice");
    assertThat(seen.has("status")).isFalse();
    assertThat(seen.has("position")).isFalse();
    assertThat(seen.path("decidedBy"))
        .isEqualTo(
            Json.of(
                Map.of(
                    "name", "allow everyone",
                    "status", "deny user:" + bob.address(),
                    "picture", "allow everyone",
                    "presence", "no rule",
                    "discovery", "allow everyone",
                    "attributes.city", "allow label:family")));
    ObjectNode rest = (ObjectNode) seen.deepCopy();
    rest.remove("decidedBy");
    assertThat(rest).isEqualTo(bob.looksAt(alice).ok().body());
  }

  @Test
  void one_whom_the_owner_blocked_sees_nothing_and_the_block_is_named() {
    alice.puts(aProfile().named("Alice"));
    alice.blocks(bob);

    JsonNode seen = as(alice, bob).ok().body();

    assertThat(seen.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("address", "decidedBy");
    assertThat(seen.path("decidedBy").path("name").asText()).isEqualTo("blocked");
    assertThat(bob.looksAt(alice).status()).isEqualTo(404);
  }

  @Test
  void a_backend_may_ask_and_another_user_may_not() {
    alice.puts(aProfile().named("Alice"));
    String path = alice.profilePath() + "?as=" + bob.address();

    assertThat(stack.backend().api().with("Kith-After", alice.position()).get(path).status())
        .isEqualTo(200);
    assertThat(bob.api().get(path).status()).isEqualTo(403);
    assertThat(bob.api().get(stack.person("nobody").profilePath() + "?as=x").status())
        .as("whether that one exists does not matter")
        .isEqualTo(403);
  }

  @Test
  void what_is_no_address_is_refused_and_one_without_profile_is_not_found() {
    Answer malformed = alice.api().get(alice.profilePath() + "?as=a%20b");

    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.body().path("field").asText()).isEqualTo("as");
    assertThat(as(alice, bob).status()).isEqualTo(404);
  }

  @Test
  void a_preview_shows_what_the_rules_would_do_and_stores_nothing() {
    alice.puts(aProfile().named("Alice").saying("in").having("city", "Oslo"));
    alice.labels(bob, "family");
    Map<String, List<String>> rules =
        Map.of(
            "name", List.of("allow contacts"),
            "status", List.of("allow label:family"),
            "attributes", List.of("deny user:" + bob.address(), "allow everyone"));

    JsonNode items = preview(alice, rules, bob.address(), "stranger").ok().body().path("items");

    assertThat(items.findValuesAsText("as")).containsExactly(bob.address(), "stranger");
    assertThat(items.at("/0/view/status").asText()).isEqualTo("in");
    assertThat(items.at("/0/view/decidedBy/attributes.city").asText())
        .isEqualTo("deny user:" + bob.address());
    assertThat(items.at("/1/view/attributes/city").asText()).isEqualTo("Oslo");
    assertThat(items.at("/1/view/decidedBy/name").asText()).isEqualTo("no rule");
    assertThat(alice.api().get(alice.path("privacy")).ok().body()).isEmpty();

    alice.rules(rules);

    assertThat(as(alice, bob).ok().body()).isEqualTo(items.at("/0/view"));
  }

  @Test
  void a_preview_is_for_the_owner_and_backends_and_needs_a_profile() {
    assertThat(preview(alice, Map.of(), bob.address()).status()).isEqualTo(404);
    alice.puts(aProfile().named("Alice"));
    String body = body(Map.of(), bob.address());
    String path = alice.path("privacy:preview");

    assertThat(bob.api().send("POST", path, body).status()).isEqualTo(403);
    Api backend = stack.backend().api().with("Kith-After", alice.position());
    assertThat(backend.send("POST", path, body).status()).isEqualTo(200);
    assertThat(backend.send("POST", path, body(Map.of())).status()).isEqualTo(400);
  }

  private static Answer preview(Person owner, Map<String, List<String>> rules, String... viewers) {
    return owner
        .api()
        .with("Kith-After", owner.position().isEmpty() ? "0:0" : owner.position())
        .send("POST", owner.path("privacy:preview"), body(rules, viewers));
  }

  private static String body(Map<String, List<String>> rules, String... viewers) {
    return Json.of(Map.of("rules", rules, "as", List.of(viewers))).toString();
  }

  private static Answer as(Person owner, Person viewer) {
    return owner
        .api()
        .with("Kith-After", owner.position().isEmpty() ? "0:0" : owner.position())
        .get(owner.profilePath() + "?as=" + viewer.address());
  }
}
