package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  private static Answer as(Person owner, Person viewer) {
    return owner
        .api()
        .with("Kith-After", owner.position().isEmpty() ? "0:0" : owner.position())
        .get(owner.profilePath() + "?as=" + viewer.address());
  }
}
