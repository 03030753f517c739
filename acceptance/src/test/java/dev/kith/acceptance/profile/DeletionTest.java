package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.joined;
import static dev.kith.harness.client.Seen.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of deleted profiles, and of owners who create a profile again. */
@OnTheStack
class DeletionTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  private final Screen screen;

  DeletionTest(Stack stack) throws InterruptedException {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.screen = bob.opensScreen();
  }

  @BeforeEach
  void bob_follows_alice() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying("in"));
    bob.subscribesTo(alice);
    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));
  }

  @AfterEach
  void close() {
    screen.close();
  }

  @Test
  void whoever_is_deleted_is_removed_everywhere() throws InterruptedException {
    alice.deletesProfile();

    assertThat(screen.next()).isEqualTo(removed(alice));
    assertThat(bob.looksAt(alice).status()).isEqualTo(404);
    assertThat(alice.looksAt(alice).status()).isEqualTo(404);
    // the address book is committed a moment after the update was pushed
    await().until(() -> bob.addressBook().isEmpty());
  }

  @Test
  void her_followers_find_her_again_when_she_comes_back() throws InterruptedException {
    alice.deletesProfile();
    assertThat(screen.next()).isEqualTo(removed(alice));

    alice.puts(aProfile().named("Alice again"));

    // without anything from before the deletion, such as the status
    assertThat(screen.next()).isEqualTo(joined(alice, aProfile().named("Alice again")));
  }

  @Test
  void a_profile_that_is_created_right_after_a_subscription_has_joined()
      throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      Person dora = stack.person("dora" + round);
      bob.subscribesTo(dora);
      dora.puts(aProfile().named("Dora"));

      assertThat(screen.next()).isEqualTo(joined(dora, aProfile().named("Dora")));
    }
  }

  @Test
  void coming_back_opens_nothing_that_was_closed() throws InterruptedException {
    Person carol = stack.person("carol");
    alice.rules("status", "deny everyone");
    alice.blocks(carol);
    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));

    alice.deletesProfile();
    assertThat(screen.next()).isEqualTo(removed(alice));
    alice.puts(aProfile().named("Alice").saying("secret"));

    assertThat(screen.next()).isEqualTo(joined(alice, aProfile().named("Alice")));
    assertThat(carol.looksAt(alice).status()).isEqualTo(404);
    assertThat(bob.looksAt(alice).ok().body().has("status")).isFalse();
  }
}
