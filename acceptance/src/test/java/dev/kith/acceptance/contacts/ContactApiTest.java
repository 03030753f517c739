package dev.kith.acceptance.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Test of writing, deleting and listing contacts over HTTP. */
@OnTheStack
class ContactApiTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  ContactApiTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void a_put_replaces_and_a_patch_changes_what_it_names() {
    Answer put =
        alice
            .api()
            .send(
                "PUT",
                alice.contactPath(bob),
                "{\"contact\":true,\"subscribed\":true,\"labels\":[\"family\"]}")
            .ok();
    Answer patched = alice.labels(bob, "work");
    Answer replaced = alice.api().send("PUT", alice.contactPath(bob), "{\"announced\":true}").ok();

    assertThat(put.body()).isEqualTo(contact(put, true, true, false, "family"));
    assertThat(patched.body()).isEqualTo(contact(patched, true, true, false, "work"));
    assertThat(replaced.body()).isEqualTo(contact(replaced, false, false, true));
  }

  @Test
  void a_deleted_contact_leaves_the_block() {
    alice.addsContact(bob);
    alice.blocks(bob);

    alice.api().delete(alice.contactPath(bob)).ok();

    JsonNode left = alice.contact(bob).ok().body();
    assertThat(left.path("contact").booleanValue()).isFalse();
    assertThat(left.path("blocked").booleanValue()).isTrue();
  }

  @Test
  void contacts_are_listed_in_pages() {
    List<String> expected = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      Person peer = stack.person("peer");
      alice.addsContact(peer);
      expected.add(peer.address());
    }

    List<String> listed = new ArrayList<>();
    JsonNode page = contacts("?limit=2");
    assertThat(page.path("items")).hasSize(2);
    while (page.has("next")) {
      page.path("items").forEach(item -> listed.add(item.path("peer").asText()));
      page = contacts("?limit=2&cursor=" + page.path("next").asText());
    }
    page.path("items").forEach(item -> listed.add(item.path("peer").asText()));

    assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void contacts_are_listed_by_label_and_by_relation() {
    Person carol = stack.person("carol");
    alice.addsContact(bob);
    alice.labels(bob, "family");
    alice.subscribesTo(carol);
    alice.blocks(carol);

    assertThat(peers("?label=family")).containsExactly(bob.address());
    assertThat(peers("?relation=contact")).containsExactly(bob.address());
    assertThat(peers("?relation=subscribed")).containsExactly(carol.address());
    assertThat(peers("?relation=blocked")).containsExactly(carol.address());
    assertThat(peers("?label=work")).isEmpty();
  }

  @Test
  void a_lost_race_is_refused() {
    String first = alice.addsContact(bob).entityTag();
    alice.labels(bob, "family");

    Answer late =
        alice
            .api()
            .with("If-Match", first)
            .send("PATCH", alice.contactPath(bob), "{\"contact\":false}");

    assertThat(late.status()).isEqualTo(412);
    assertThat(alice.contact(bob).ok().body().path("contact").booleanValue()).isTrue();
  }

  private JsonNode contacts(String query) {
    return alice
        .api()
        .with("Kith-After", alice.position())
        .get(alice.path("contacts" + query))
        .ok()
        .body();
  }

  private List<String> peers(String query) {
    return contacts(query)
        .path("items")
        .valueStream()
        .map(item -> item.path("peer").asText())
        .toList();
  }

  private JsonNode contact(
      Answer answer, boolean contact, boolean subscribed, boolean announced, String... labels) {
    return Json.parse(
        """
        {"peer":"%s","contact":%s,"subscribed":%s,"announced":%s,"labels":%s,
         "blocked":false,"paired":false,"mutual":false,"position":"%s"}
        """
            .formatted(
                bob.address(), contact, subscribed, announced, Json.of(labels), answer.position()));
  }
}
