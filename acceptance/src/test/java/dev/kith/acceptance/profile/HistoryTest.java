package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Test of the history of an owner. */
@OnTheStack
class HistoryTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  HistoryTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void an_owner_reads_what_was_done_newest_first() {
    String created = alice.puts(aProfile().named("Alice").having("age", 40)).position();
    alice.changes("status", "out");
    alice.rules("status", "allow contacts");
    String blocked = alice.blocks(bob).position();

    JsonNode items = history(alice, "").path("items");

    assertThat(texts(items, "type"))
        .containsExactly("ContactBlocked", "PrivacyChanged", "ProfileChanged", "ProfileChanged");
    assertThat(items.get(0).path("position").asText()).isEqualTo(blocked);
    assertThat(items.get(0).path("change")).isEqualTo(Json.of(Map.of("peer", bob.address())));
    assertThat(items.get(1).path("change"))
        .isEqualTo(Json.of(Map.of("rules", Map.of("status", List.of("allow contacts")))));
    assertThat(items.get(3).path("position").asText()).isEqualTo(created);
    assertThat(items.get(3).path("actor").asText()).isEqualTo(alice.address());
    assertThat(items.get(3).path("change").path("set"))
        .isEqualTo(Json.of(Map.of("name", "Alice", "attributes", Map.of("age", 40))));
    assertThat(java.time.Instant.parse(items.get(3).path("time").asText())).isNotNull();
  }

  @Test
  void pages_follow_each_other_without_gap_or_repetition() {
    for (int number = 0; number < 7; number++) {
      alice.puts(aProfile().saying("status " + number));
    }

    List<String> read = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = history(alice, "?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.path("items")
          .forEach(item -> read.add(item.path("change").path("set").path("status").asText()));
      cursor = page.path("next").textValue();
    }

    assertThat(read)
        .containsExactly(
            "status 6", "status 5", "status 4", "status 3", "status 2", "status 1", "status 0");
  }

  @Test
  void a_cursor_is_for_one_owner() {
    for (Person owner : List.of(alice, bob)) {
      owner.puts(aProfile().named("first"));
      owner.puts(aProfile().named("second"));
    }
    String second = "history?limit=1&cursor=" + history(alice, "?limit=1").path("next").asText();

    assertThat(alice.api().get(alice.path(second)).ok().body().path("items")).hasSize(1);
    assertThat(bob.api().get(bob.path(second)).status()).isEqualTo(400);
  }

  @Test
  void a_write_that_was_refused_is_not_in_it() {
    String tag = alice.puts(aProfile().named("Alice")).entityTag();
    alice.changes("status", "out");
    Answer late =
        alice.api().with("If-Match", tag).send("PUT", alice.profilePath(), "{\"name\":\"Late\"}");

    assertThat(late.status()).isEqualTo(412);
    assertThat(history(alice, "").path("items")).hasSize(2);
  }

  @Test
  void it_is_for_the_owner_and_backends_only() {
    alice.puts(aProfile().named("Alice"));

    Api backend = stack.backend().api().with("Kith-After", alice.position());
    assertThat(backend.get(alice.path("history")).ok().body().path("items")).hasSize(1);
    assertThat(bob.api().get(alice.path("history")).status()).isEqualTo(403);
    assertThat(alice.api().get(alice.path("history?cursor=%00")).status()).isEqualTo(400);
    assertThat(alice.api().get(alice.path("history?limit=501")).status()).isEqualTo(400);
  }

  private static JsonNode history(Person owner, String query) {
    return owner
        .api()
        .with("Kith-After", owner.position())
        .get(owner.path("history" + query))
        .ok()
        .body();
  }

  private static List<String> texts(JsonNode items, String field) {
    return items.valueStream().map(item -> item.path(field).asText()).toList();
  }
}
