package dev.kith.acceptance.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.client.Backend;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Test of pairs, which backends create and delete. */
@OnTheStack
class PairTest {

  private final Backend backend;
  private final Person alice;
  private final Person bob;

  PairTest(Stack stack) {
    this.backend = new Backend(stack.backend().api());
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void either_order_pairs_both_and_either_order_parts_them() {
    for (Person first : List.of(alice, bob)) {
      Person second = first == alice ? bob : alice;

      Answer paired = backend.pairs(first, second);
      assertThat(paired.status()).isEqualTo(204);
      assertThat(paired.position()).startsWith(Stack.partitionOf(alice.address()) + ":");
      awaitPaired(alice, bob, true);
      awaitPaired(bob, alice, true);

      backend.unpairs(first, second);
      awaitPaired(alice, bob, false);
      awaitPaired(bob, alice, false);
    }
  }

  @Test
  void a_pair_is_listed_by_both() {
    backend.pairs(bob, alice);
    awaitPaired(bob, alice, true);

    for (Person person : List.of(alice, bob)) {
      Person peer = person == alice ? bob : alice;
      assertThat(
              person
                  .api()
                  .get(person.path("contacts?relation=paired"))
                  .ok()
                  .body()
                  .path("items")
                  .path(0)
                  .path("peer")
                  .asText())
          .isEqualTo(peer.address());
    }
  }

  @Test
  void users_can_neither_pair_nor_part() {
    for (String path : List.of(Backend.pair(alice, bob), Backend.pair(bob, alice))) {
      assertThat(alice.api().send("PUT", path, "").status()).isEqualTo(403);
      assertThat(alice.api().delete(path).status()).isEqualTo(403);
    }
    assertThat(backend.api().send("PUT", Backend.pair(alice, alice), "").status()).isEqualTo(400);
  }

  @Test
  void conditions_are_about_what_the_smaller_address_holds() {
    String first = alice.addsContact(bob).entityTag();
    alice.labels(bob, "family");

    for (String path : List.of(Backend.pair(alice, bob), Backend.pair(bob, alice))) {
      Answer late = backend.api().with("If-Match", first).send("PUT", path, "");
      assertThat(late.status()).isEqualTo(412);
      Answer there = backend.api().with("If-None-Match", "*").send("PUT", path, "");
      assertThat(there.status()).isEqualTo(412);
      String now = alice.contact(bob).entityTag();
      assertThat(backend.api().with("If-Match", now).send("PUT", path, "").status()).isEqualTo(204);
    }
  }

  @Test
  void a_cached_contact_is_not_taken_for_the_same_once_the_pair_has_come() {
    bob.addsContact(alice);
    String tag = bob.contact(alice).entityTag();
    backend.pairs(alice, bob);

    await()
        .until(
            () -> bob.api().with("If-None-Match", tag).get(bob.contactPath(alice)).status(),
            status -> status == 200);
    Api again = bob.api().with("If-None-Match", bob.contact(alice).entityTag());

    assertThat(again.get(bob.contactPath(alice)).status()).isEqualTo(304);
  }

  /** Waits for the pair: one of the two users gets it through the mirror, a moment later. */
  private static void awaitPaired(Person person, Person peer, boolean paired) {
    await()
        .until(() -> {
          Answer contact = person.contact(peer);
          return contact.status() == 200
              ? contact.body().path("paired").booleanValue() == paired
              : contact.status() == 404 && !paired;
        });
  }
}
