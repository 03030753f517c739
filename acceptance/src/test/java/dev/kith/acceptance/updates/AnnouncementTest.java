package dev.kith.acceptance.updates;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.removed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of users who announce themselves to others. */
@OnTheStack
class AnnouncementTest {

  private final Person alice;
  private final Person bob;
  private final Person neighbour;
  private final Screen screen;

  AnnouncementTest(Stack stack) throws InterruptedException {
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.neighbour = stack.personBeside(alice, "neighbour");
    this.screen = bob.opensScreen();
  }

  @BeforeEach
  void both_are_there() {
    alice.puts(aProfile().named("Alice"));
    neighbour.puts(aProfile().named("Neighbour"));
  }

  @AfterEach
  void close() {
    screen.close();
  }

  @Test
  void one_to_whom_she_announces_herself_gets_her_updates() throws InterruptedException {
    alice.announcesTo(bob);

    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
    alice.changes("status", "in");
    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));

    alice.holds(bob, "announced", false);
    assertThat(screen.next()).isEqualTo(removed(alice));
  }

  @Test
  void it_opens_what_discovery_would_deny() throws InterruptedException {
    alice.rules("discovery", "deny everyone");

    alice.announcesTo(bob);

    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
  }

  @Test
  void one_who_said_no_gets_nothing() throws InterruptedException {
    bob.unsubscribesFrom(alice);
    followTheNeighbour();

    alice.announcesTo(bob);
    alice.changes("status", "in");

    theNeighbourChangesNext();
  }

  @Test
  void one_who_blocked_her_gets_nothing() throws InterruptedException {
    bob.blocks(alice);
    followTheNeighbour();

    alice.announcesTo(bob);
    alice.changes("status", "in");

    theNeighbourChangesNext();
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
}
