package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test of creating, reading and changing profiles over HTTP. */
@OnTheStack
class ProfileApiTest {

  private final Stack stack;
  private final Person alice;

  ProfileApiTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
  }

  @Test
  void what_is_created_with_rules_and_settings_has_them_before_anybody_sees_it() {
    Person carol = stack.person("carol");
    Person dave = stack.person("dave");
    String body =
        """
        {"address":"%s","profile":{"name":"Carol","status":"in"},"settings":{"lastSeen":"coarse"},\
        "privacy":{"name":["deny user:%s","allow everyone"],"status":["deny everyone"]}}\
        """
            .formatted(carol.address(), dave.address());

    Answer created = carol.api().send("POST", "/v1/users", body);

    assertThat(created.status()).isEqualTo(201);
    assertThat(dave.api().get(carol.profilePath()).status()).isEqualTo(404);
    Api owner = carol.api().with("Kith-After", created.position());
    assertThat(owner.get(carol.path("privacy")).ok().body().path("status").path(0).asText())
        .isEqualTo("deny everyone");
    assertThat(owner.get(carol.path("settings")).ok().body().path("lastSeen").asText())
        .isEqualTo("coarse");
    // a creation takes effect completely or not at all: this one fails, because the user exists
    String second =
        "{\"address\":\"%s\",\"privacy\":{},\"settings\":{\"autoSync\":false}}"
            .formatted(carol.address());
    assertThat(carol.api().send("POST", "/v1/users", second).status()).isEqualTo(409);
    assertThat(owner.get(carol.path("privacy")).ok().body().has("status")).isTrue();
    assertThat(owner.get(carol.path("settings")).ok().body().path("autoSync").asBoolean()).isTrue();
  }

  @Test
  void of_several_creations_at_once_one_holds_with_its_own_settings() {
    for (int round = 0; round < 10; round++) {
      Person carol = stack.person("carol");
      List<CompletableFuture<Answer>> answers =
          Stream.of("exact", "coarse", "exact", "coarse")
              .map(lastSeen ->
                  "{\"address\":\"%s\",\"profile\":{\"status\":\"%s\"},\"settings\":{\"lastSeen\":\"%s\"}}"
                      .formatted(carol.address(), lastSeen, lastSeen))
              .map(body -> carol.api().sendAsync("POST", "/v1/users", body))
              .toList();

      List<Answer> created =
          answers.stream()
              .map(CompletableFuture::join)
              .filter(answer -> answer.status() == 201)
              .toList();
      assertThat(created).hasSize(1);
      Api owner = carol.api().with("Kith-After", created.getFirst().position());
      assertThat(owner.get(carol.path("settings")).ok().body().path("lastSeen").asText())
          .isEqualTo(created.getFirst().body().path("status").asText());
    }
  }

  @Test
  void what_is_wrong_with_rules_or_settings_creates_nothing() {
    Person carol = stack.person("carol");
    Map<String, String> wrong =
        Map.of(
            "\"privacy\":{\"name\":[\"deny bob\"]}", "privacy.name[0]",
            "\"settings\":{\"lastSeen\":\"never\"}", "settings.lastSeen",
            "\"settings\":{\"restricted\":true}", "settings.restricted");

    wrong.forEach((part, field) -> {
      String body = "{\"address\":\"%s\",%s}".formatted(carol.address(), part);
      Answer refused = carol.api().send("POST", "/v1/users", body);
      assertThat(refused.body().path("field").asText()).isEqualTo(field);
    });
    assertThat(carol.api().get(carol.profilePath()).status()).isEqualTo(404);
  }

  @Test
  void a_position_that_the_journal_has_not_reached_is_waited_for_by_nobody() {
    alice.puts(aProfile().named("Alice"));
    int partition = Integer.parseInt(alice.position().split(":", -1)[0]);
    for (long beyond : new long[] {1, 10, 1_000_000_000L}) {
      long offset = Long.parseLong(alice.position().split(":", -1)[1]) + beyond * 1_000_000;
      Api api = alice.api().with("Kith-After", partition + ":" + offset);

      long began = System.nanoTime();
      assertThat(api.get(alice.profilePath()).ok().body().path("name").asText()).isEqualTo("Alice");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void a_user_is_created_once() {
    String body = "{\"address\":\"" + alice.address() + "\",\"profile\":{\"name\":\"Alice\"}}";

    Answer first = alice.api().send("POST", "/v1/users", body);
    Answer second = alice.api().send("POST", "/v1/users", body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body().path("name").asText()).isEqualTo("Alice");
    assertThat(first.body().path("position").asText()).isEqualTo(first.position());
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body().path("type").asText()).endsWith("/already-exists");
  }

  @Test
  void a_put_replaces_and_a_patch_changes_what_it_names() {
    alice.puts(aProfile().named("Alice").saying("in").having("city", "Oslo").having("age", 40));

    Answer patched =
        alice
            .api()
            .send(
                "PATCH",
                "/v1/users/me/profile",
                "{\"status\":null,\"attributes\":{\"city\":\"Rome\"}}")
            .ok();
    Answer replaced = alice.puts(aProfile().named("Alicia"));

    assertThat(patched.body())
        .isEqualTo(
            Json.parse(
                """
                {"address":"%s","name":"Alice","attributes":{"age":40,"city":"Rome"},"position":"%s"}
                """
                    .formatted(alice.address(), patched.position())));
    assertThat(replaced.body())
        .isEqualTo(
            Json.parse(
                """
                {"address":"%s","name":"Alicia","position":"%s"}
                """
                    .formatted(alice.address(), replaced.position())));
  }

  @Test
  void a_patch_creates_nobody() {
    Answer answer = alice.api().send("PATCH", alice.profilePath(), "{\"name\":\"Alice\"}");

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void a_lost_race_is_refused() {
    String first = alice.puts(aProfile().named("Alice")).entityTag();
    alice.changes("status", "in");

    Answer late = alice.api().with("If-Match", first).send("PATCH", alice.profilePath(), "{}");
    Answer again = alice.api().with("If-None-Match", "*").send("PUT", alice.profilePath(), "{}");

    assertThat(late.status()).isEqualTo(412);
    assertThat(late.body().path("type").asText()).endsWith("/version-conflict");
    assertThat(again.status()).isEqualTo(412);
    assertThat(alice.looksAt(alice).ok().body().path("status").asText()).isEqualTo("in");
  }

  @Test
  void a_race_that_is_not_lost_is_carried_out() {
    Answer created =
        alice
            .api()
            .with("If-None-Match", "*")
            .send("PUT", alice.profilePath(), "{\"name\":\"Alice\"}")
            .ok();

    Answer changed =
        alice
            .api()
            .with("If-Match", created.entityTag())
            .send("PATCH", alice.profilePath(), "{\"status\":\"in\"}")
            .ok();

    assertThat(changed.body().path("status").asText()).isEqualTo("in");
    assertThat(changed.entityTag()).isNotEqualTo(created.entityTag());
  }

  @Test
  void privacy_rules_are_read_as_they_were_written() {
    alice.puts(aProfile().named("Alice"));
    alice.rules("status", "deny user:bob", "allow contacts");

    Answer rules = alice.api().with("Kith-After", alice.position()).get(alice.path("privacy")).ok();

    assertThat(rules.body().path("status"))
        .isEqualTo(Json.parse("[\"deny user:bob\",\"allow contacts\"]"));
  }

  @Test
  void an_address_may_have_any_of_the_allowed_characters() {
    Person odd = stack.personCalled(stack.person("Al.ice_+-:").address() + "@example.com");

    odd.puts(aProfile().named("Odd"));

    assertThat(odd.looksAt(odd).ok().body().path("address").asText()).isEqualTo(odd.address());
    assertThat(
            odd.api()
                .with("Kith-After", odd.position())
                .get("/v1/users/" + odd.address() + "/profile")
                .ok()
                .body()
                .path("name")
                .asText())
        .isEqualTo("Odd");
  }

  @Test
  void a_backend_acts_for_anyone_and_sees_everything() {
    Api backend = stack.backend().api();
    alice.puts(aProfile().named("Alice"));
    alice.rules("name", "deny everyone");

    backend.send("PATCH", alice.profilePath(), "{\"status\":\"set by support\"}").ok();
    Answer seen = backend.with("Kith-After", alice.position()).get(alice.profilePath()).ok();

    assertThat(seen.body().path("name").asText()).isEqualTo("Alice");
    assertThat(seen.body().path("status").asText()).isEqualTo("set by support");
    assertThat(seen.body().has("position")).isTrue();
  }
}
