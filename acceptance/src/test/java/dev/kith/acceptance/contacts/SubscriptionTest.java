package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.joined;
import static dev.kith.harness.client.Seen.removed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of subscriptions and of the discovery rule. */
@OnTheStack
class SubscriptionTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  // a user in alice's partition: events and subscriptions of the two are processed in their order
  private final Person neighbour;
  private final Screen screen;

  SubscriptionTest(Stack stack) throws InterruptedException {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.neighbour = stack.personBeside(alice, "neighbour");
    this.screen = bob.opensScreen();
  }

  @BeforeEach
  void the_neighbour_is_there() {
    neighbour.puts(aProfile().named("Neighbour"));
  }

  @AfterEach
  void close() {
    screen.close();
  }

  @Test
  void a_subscriber_gets_the_view_as_it_is_now() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("first"));
    alice.changes("status", "second");

    bob.subscribesTo(alice);

    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("second")));
  }

  @Test
  void one_who_unsubscribes_loses_the_entry_and_gets_nothing_more() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    bob.subscribesTo(alice);
    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));
    followTheNeighbour();

    bob.unsubscribesFrom(alice);

    assertThat(screen.next()).isEqualTo(removed(alice));
    alice.changes("status", "out");
    theNeighbourChangesNext();
  }

  @Test
  void a_subscription_to_nobody_is_answered_as_one_to_somebody() {
    alice.puts(aProfile().named("Alice"));
    Person nobody = stack.person("alice");

    Answer toAlice = bob.subscribesTo(alice);
    Answer toNobody = bob.subscribesTo(nobody);

    assertThat(anonymous(toNobody, nobody)).isEqualTo(anonymous(toAlice, alice));
    assertThat(bob.contact(nobody).ok().body().path("subscribed").booleanValue()).isTrue();
  }

  @Test
  void whoever_appears_later_is_joined_once() throws InterruptedException {
    bob.subscribesTo(alice);
    followTheNeighbour();

    alice.puts(aProfile().named("Alice"));

    assertThat(screen.next()).isEqualTo(joined(alice, aProfile().named("Alice")));
    alice.changes("status", "in");
    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));
  }

  @Test
  void whoever_denies_discovery_appears_without_a_word_until_they_allow_it()
      throws InterruptedException {
    alice.rules("discovery", "deny everyone");
    bob.subscribesTo(alice);
    followTheNeighbour();

    alice.puts(aProfile().named("Alice"));
    alice.changes("status", "in");
    theNeighbourChangesNext();
    // a user who knows the address can read the profile nevertheless
    assertThat(bob.looksAt(alice).ok().body().path("name").asText()).isEqualTo("Alice");

    alice.rules("discovery", "allow user:" + bob.address());
    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));
  }

  @Test
  void a_subscription_while_discovery_is_denied_shows_nothing() throws InterruptedException {
    alice.rules("discovery", "allow contacts");
    alice.puts(aProfile().named("Alice"));

    bob.subscribesTo(alice);
    followTheNeighbour();

    alice.addsContact(bob);
    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
  }

  /**
   * Waits until alice's partition has processed everything that bob has written about her so far.
   */
  private void followTheNeighbour() throws InterruptedException {
    bob.subscribesTo(neighbour);
    assertThat(screen.next()).isEqualTo(changed(neighbour, aProfile().named("Neighbour")));
  }

  private void theNeighbourChangesNext() throws InterruptedException {
    neighbour.changes("status", "near");
    assertThat(screen.next())
        .isEqualTo(changed(neighbour, aProfile().named("Neighbour").saying("near")));
  }

  /**
   * Removes everything from the response that depends on the peer's address, the position or the
   * time.
   */
  private static String anonymous(Answer answer, Person peer) {
    return answer
        .withoutDate()
        .toString()
        .replace(peer.address(), "PEER")
        .replaceAll("\\d+:\\d+", "POSITION");
  }
}
