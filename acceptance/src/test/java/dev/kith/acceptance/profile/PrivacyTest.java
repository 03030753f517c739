package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.removed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Test of changes of privacy rules, and of the updates that they cause. */
@OnTheStack
class PrivacyTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  PrivacyTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void hiding_a_field_sends_the_view_without_it() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in").having("city", "Oslo").having("age", 40));
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next())
          .isEqualTo(
              changed(
                  alice,
                  aProfile().named("Alice").saying("in").having("city", "Oslo").having("age", 40)));

      alice.rules(Map.of("status", List.of("allow contacts"), "attributes.age", List.of()));

      assertThat(screen.next())
          .isEqualTo(changed(alice, aProfile().named("Alice").having("city", "Oslo")));
    }
  }

  @Test
  void showing_a_field_again_sends_what_it_is_now() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    alice.rules("status", "deny everyone");
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));

      alice.changes("status", "out");
      alice.rules("status", "allow user:" + bob.address());

      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("out")));
    }
  }

  @Test
  void a_rule_that_changes_nothing_for_a_subscriber_sends_them_nothing()
      throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));

      alice.rules("status", "deny user:somebody-else", "allow everyone");

      alice.changes("status", "out");
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("out")));
    }
  }

  @Test
  void one_who_lost_everything_gets_removed_and_then_nothing() throws InterruptedException {
    Person neighbour = stack.personBeside(alice, "neighbour");
    alice.puts(aProfile().named("Alice").saying("in"));
    neighbour.puts(aProfile().named("Neighbour"));
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));
      bob.subscribesTo(neighbour);
      assertThat(screen.next()).isEqualTo(changed(neighbour, aProfile().named("Neighbour")));

      alice.rules(
          Map.of(
              "name", List.of("deny everyone"), "status", List.of("deny user:" + bob.address())));

      assertThat(screen.next()).isEqualTo(removed(alice));
      alice.changes("status", "out");
      neighbour.changes("status", "near");
      assertThat(screen.next())
          .isEqualTo(changed(neighbour, aProfile().named("Neighbour").saying("near")));
    }
  }
}
