package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Test of contacts: what rules for contacts and labels show to them. */
@OnTheStack
class ContactTest {

  private final Person alice;
  private final Person bob;

  ContactTest(Stack stack) {
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void a_new_contact_is_shown_what_contacts_may_see() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    alice.rules("status", "allow contacts");
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));

      alice.addsContact(bob);

      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));
      assertThat(bob.looksAt(alice).body().path("status").asText()).isEqualTo("in");
    }
  }

  @Test
  void a_removed_contact_is_shown_it_no_longer() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    alice.rules("status", "allow contacts");
    alice.addsContact(bob);
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));

      alice.removesContact(bob);

      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
      assertThat(bob.looksAt(alice).body().has("status")).isFalse();
    }
  }

  @Test
  void labels_open_and_close_what_is_ruled_by_them() throws InterruptedException {
    alice.puts(aProfile().named("Alice").having("city", "Oslo"));
    alice.rules("attributes.city", "deny label:work", "allow label:family");
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));

      alice.labels(bob, "family");
      assertThat(screen.next())
          .isEqualTo(changed(alice, aProfile().named("Alice").having("city", "Oslo")));

      alice.labels(bob, "family", "work");
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
    }
  }

  @Test
  void a_contact_that_changes_no_view_sends_nothing() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));

      alice.addsContact(bob);
      alice.labels(bob, "family");

      alice.changes("status", "out");
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("out")));
    }
  }

  @Test
  void it_is_the_owner_who_decides_who_her_contact_is() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    alice.rules(Map.of("status", List.of("allow contacts")));
    try (Screen screen = bob.opensScreen()) {
      bob.addsContact(alice);
      bob.subscribesTo(alice);

      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
    }
  }
}
