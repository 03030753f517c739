package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Test of suggestions: alice has mutual contacts with bob and with erin, who have other contacts.
 */
@OnTheStack
class SuggestionsTest {

  private static final String SERVICE = "contact-graph-service";

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  private final Person erin;
  private final Person carol;
  private final Person dave;

  SuggestionsTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.erin = stack.person("erin");
    this.carol = stack.person("carol");
    this.dave = stack.person("dave");
  }

  @BeforeEach
  void bob_and_erin_know_carol_and_bob_knows_dave() {
    List.of(alice, bob, erin, carol, dave)
        .forEach(person -> person.puts(aProfile().named(person.address())));
    List.of(bob, erin)
        .forEach(bridge -> {
          alice.addsContact(bridge);
          bridge.addsContact(alice);
          bridge.addsContact(carol);
        });
    bob.addsContact(dave);
  }

  @Test
  void contacts_of_mutual_contacts_are_suggested_the_best_known_first() {
    suggests(of(carol, 2), of(dave, 1));

    assertThat(suggestions("?limit=1")).containsExactly(of(carol, 2));
  }

  @Test
  void who_is_a_contact_already_or_was_said_no_to_or_is_blocked_is_not() {
    suggests(of(carol, 2), of(dave, 1));

    alice.addsContact(carol);
    assertThat(suggestions("")).containsExactly(of(dave, 1));
    alice.removesContact(carol);
    assertThat(suggestions("")).containsExactly(of(carol, 2), of(dave, 1));
    alice.unsubscribesFrom(carol);
    assertThat(suggestions("")).containsExactly(of(dave, 1));
    alice.blocks(dave);
    assertThat(suggestions("")).isEmpty();
  }

  @Test
  void who_blocks_the_asker_or_hides_is_not() {
    suggests(of(carol, 2), of(dave, 1));

    carol.blocks(alice);
    assertThat(suggestions("")).containsExactly(of(dave, 1));
    carol.unblocks(alice);
    dave.rules("discovery", "deny everyone");
    suggests(of(carol, 2));
    carol.deletesProfile();
    suggests();
  }

  @Test
  void only_who_has_the_asker_as_contact_and_shows_them_something_tells_of_others() {
    Person stranger = stack.person("stranger");
    stranger.puts(aProfile().named("Stranger"));
    stranger.addsContact(stack.person("somebody"));
    alice.addsContact(stranger);
    suggests(of(carol, 2), of(dave, 1));

    bob.removesContact(alice);
    assertThat(suggestions("")).containsExactly(of(carol, 1));
    erin.blocks(alice);
    assertThat(suggestions("")).isEmpty();
  }

  @Test
  void who_may_not_be_found_tells_of_no_others() {
    suggests(of(carol, 2), of(dave, 1));

    bob.rules("discovery", "deny everyone");
    suggests(of(carol, 1));
    bob.rules("discovery", "allow contacts");
    suggests(of(carol, 2), of(dave, 1));
  }

  @Test
  void what_is_asked_is_checked() {
    assertThat(alice.api().get(alice.path("suggestions?limit=51")).status()).isEqualTo(400);
    assertThat(bob.api().get(alice.path("suggestions")).status()).isEqualTo(403);
    assertThat(stack.backend().api().get("/v1/groups/42/suggestions").status()).isEqualTo(404);
  }

  @Test
  void each_node_answers_the_same() {
    suggests(of(carol, 2), of(dave, 1));

    try (SecondNode second = SecondNode.of(SERVICE, stack)) {
      assertSuggested(stack.run().url(SERVICE));
      assertSuggested(second.url());
    }
    assertSuggested(stack.run().url(SERVICE));
  }

  /** Waits for the suggestions: while partitions move, a node answers 503. */
  private void assertSuggested(URI node) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(suggestions(alice.at(node), "")).containsExactly(of(carol, 2), of(dave, 1)));
  }

  /**
   * Waits for the suggestions: the peers' half-edges arrive through the mirror, and profiles are
   * folded a moment later.
   */
  private void suggests(String... expected) {
    await().untilAsserted(() -> assertThat(suggestions("")).containsExactly(expected));
  }

  private List<String> suggestions(String query) {
    return suggestions(alice, query);
  }

  private static List<String> suggestions(Person asker, String query) {
    return asker
        .api()
        .with("Kith-After", asker.position())
        .get(asker.path("suggestions" + query))
        .ok()
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path("address").asText() + " " + item.path("mutual").asInt())
        .toList();
  }

  private static String of(Person person, int mutual) {
    return person.address() + " " + mutual;
  }
}
