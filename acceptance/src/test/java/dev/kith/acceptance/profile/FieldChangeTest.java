package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import org.junit.jupiter.api.Test;

/** Test of profile changes: which updates reach subscribers, and what is in them. */
@OnTheStack
class FieldChangeTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  FieldChangeTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void a_changed_field_reaches_every_subscriber_with_the_whole_view() throws InterruptedException {
    Person carol = stack.person("carol");
    alice.puts(aProfile().named("Alice").saying("in").having("city", "Oslo"));
    try (Screen bobs = bob.opensScreen();
        Screen carols = carol.opensScreen()) {
      bob.subscribesTo(alice);
      carol.subscribesTo(alice);
      var before = changed(alice, aProfile().named("Alice").saying("in").having("city", "Oslo"));
      assertThat(bobs.next()).isEqualTo(before);
      assertThat(carols.next()).isEqualTo(before);

      alice.changes("status", "out");

      var after = changed(alice, aProfile().named("Alice").saying("out").having("city", "Oslo"));
      assertThat(bobs.next()).isEqualTo(after);
      assertThat(carols.next()).isEqualTo(after);
    }
  }

  @Test
  void a_change_of_a_hidden_field_sends_nothing_at_all() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    alice.rules("status", "deny user:" + bob.address(), "allow everyone");
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));

      alice.changes("status", "out");

      alice.changes("name", "Alicia");
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alicia")));
    }
  }

  @Test
  void somebody_who_did_not_subscribe_is_told_nothing() throws InterruptedException {
    Person neighbour = stack.personBeside(alice, "neighbour");
    alice.puts(aProfile().named("Alice"));
    neighbour.puts(aProfile().named("Neighbour"));
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(neighbour);
      assertThat(screen.next()).isEqualTo(changed(neighbour, aProfile().named("Neighbour")));

      alice.changes("status", "out");

      neighbour.changes("status", "near");
      assertThat(screen.next())
          .isEqualTo(changed(neighbour, aProfile().named("Neighbour").saying("near")));
    }
  }

  @Test
  void her_own_sessions_get_her_changes_too() throws InterruptedException {
    try (Screen phone = alice.opensScreen();
        Screen tablet = alice.opensScreen()) {
      String created = alice.puts(aProfile().named("Alice").saying("in")).position();
      var first = joined(alice, aProfile().named("Alice").saying("in").at(created));
      assertThat(phone.next()).isEqualTo(first);
      assertThat(tablet.next()).isEqualTo(first);

      String ruled = alice.rules("status", "deny everyone").position();
      String moved = alice.changes("status", "out").position();

      // her rules are not in her view, but a change of them moves its position
      var between = changed(alice, aProfile().named("Alice").saying("in").at(ruled));
      assertThat(phone.next()).isEqualTo(between);
      assertThat(tablet.next()).isEqualTo(between);
      var second = changed(alice, aProfile().named("Alice").saying("out").at(moved));
      assertThat(phone.next()).isEqualTo(second);
      assertThat(tablet.next()).isEqualTo(second);
    }
  }

  @Test
  void a_write_that_changes_nothing_sends_others_nothing() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));

      alice.changes("status", "in");

      alice.changes("status", "out");
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("out")));
    }
  }

  @Test
  void a_removed_field_is_gone_from_the_next_view() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));

      alice.puts(aProfile().named("Alice"));

      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
    }
  }
}
