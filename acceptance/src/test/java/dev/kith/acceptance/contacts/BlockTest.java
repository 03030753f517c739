package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.joined;
import static dev.kith.harness.client.Seen.removed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of blocks: removal from both screens, no later updates, and the state after an unblock. */
@OnTheStack
class BlockTest {

  private final Person alice;
  private final Person bob;
  private final Screen alices;
  private final Screen bobs;

  BlockTest(Stack stack) throws InterruptedException {
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.alices = alice.opensScreen();
    this.bobs = bob.opensScreen();
  }

  /** Gives both a profile, and makes each follow the other. */
  @BeforeEach
  void become_acquainted() throws InterruptedException {
    String alicesFirst = alice.puts(aProfile().named("Alice").saying("in")).position();
    assertThat(alices.next())
        .isEqualTo(joined(alice, aProfile().named("Alice").saying("in").at(alicesFirst)));
    String bobsFirst = bob.puts(aProfile().named("Bob")).position();
    assertThat(bobs.next()).isEqualTo(joined(bob, aProfile().named("Bob").at(bobsFirst)));
    bob.subscribesTo(alice);
    assertThat(bobs.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));
    alice.subscribesTo(bob);
    assertThat(alices.next()).isEqualTo(changed(bob, aProfile().named("Bob")));
  }

  @AfterEach
  void close() {
    alices.close();
    bobs.close();
  }

  @Test
  void a_block_removes_each_from_the_other_s_screen() throws InterruptedException {
    alice.blocks(bob);

    assertThat(bobs.next()).isEqualTo(removed(alice));
    assertThat(alices.next()).isEqualTo(removed(bob));
  }

  @Test
  void the_blocked_can_no_longer_look_but_the_blocker_can() {
    alice.blocks(bob);

    assertThat(bob.looksAt(alice).status()).isEqualTo(404);
    assertThat(alice.looksAt(bob).ok().body().path("name").asText()).isEqualTo("Bob");
  }

  @Test
  void nothing_reaches_the_blocked_after_the_block_is_acknowledged() throws InterruptedException {
    alice.blocks(bob);
    alice.changes("status", "secret");
    alice.changes("name", "Alice in hiding");
    alice.changes("status", "out");
    alice.unblocks(bob);

    assertThat(bobs.next()).isEqualTo(removed(alice));
    // the state after the unblock, and none of the changes during the block
    assertThat(bobs.next())
        .isEqualTo(changed(alice, aProfile().named("Alice in hiding").saying("out")));
    alice.changes("status", "back");
    assertThat(bobs.next())
        .isEqualTo(changed(alice, aProfile().named("Alice in hiding").saying("back")));
  }

  @Test
  void an_unblock_gives_both_the_current_state() throws InterruptedException {
    alice.blocks(bob);
    assertThat(bobs.next()).isEqualTo(removed(alice));
    assertThat(alices.next()).isEqualTo(removed(bob));
    String moved = bob.changes("status", "travelling").position();
    assertThat(bobs.next())
        .isEqualTo(changed(bob, aProfile().named("Bob").saying("travelling").at(moved)));

    alice.unblocks(bob);

    assertThat(bobs.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));
    assertThat(alices.next()).isEqualTo(changed(bob, aProfile().named("Bob").saying("travelling")));
    assertThat(bob.looksAt(alice).ok().body().path("status").asText()).isEqualTo("in");
  }

  @Test
  void the_one_who_is_not_told_does_not_learn_of_the_block_s_end_either()
      throws InterruptedException {
    bob.unsubscribesFrom(alice);
    assertThat(bobs.next()).isEqualTo(removed(alice));

    alice.blocks(bob);
    assertThat(alices.next()).isEqualTo(removed(bob));
    alice.unblocks(bob);

    assertThat(alices.next()).isEqualTo(changed(bob, aProfile().named("Bob")));
    bob.subscribesTo(alice);
    assertThat(bobs.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("in")));
  }

  @Test
  void a_subscription_made_before_the_block_is_still_there_after_it() throws InterruptedException {
    alice.blocks(bob);
    assertThat(bobs.next()).isEqualTo(removed(alice));

    assertThat(bob.contact(alice).ok().body().path("subscribed").booleanValue()).isTrue();
    assertThat(alice.contact(bob).ok().body().path("subscribed").booleanValue()).isTrue();
    assertThat(alice.contact(bob).body().path("blocked").booleanValue()).isTrue();
    assertThat(bob.contact(alice).body().path("blocked").booleanValue()).isFalse();
  }
}
