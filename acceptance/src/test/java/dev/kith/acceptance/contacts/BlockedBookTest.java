package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Test of the time after a block until the entry is removed from the address book of the blocked
 * user. {@code -Dkith.stale.rounds=2000} runs more rounds than the default of 10.
 */
@Isolated("it measures")
@OnTheStack
class BlockedBookTest {

  private static final int ROUNDS = Integer.getInteger("kith.stale.rounds", 10);

  /** Far more than it takes, so that only an entry that stays is a failure. */
  private static final Duration REMOVED_WITHIN = Duration.ofSeconds(10);

  private static final Duration LOOKS_EVERY = Duration.ofMillis(2);

  private final Person alice;
  private final Person bob;

  BlockedBookTest(Stack stack) {
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void the_blocked_loses_the_entry() {
    alice.puts(aProfile().named("Alice"));
    bob.subscribesTo(alice);
    long longest = 0;
    for (int round = 0; round < ROUNDS; round++) {
      await().untilAsserted(() -> assertThat(bob.addressBook()).hasSize(1));
      alice.blocks(bob);
      long acknowledged = System.nanoTime();
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(LOOKS_EVERY)
          .atMost(REMOVED_WITHIN)
          .untilAsserted(() -> assertThat(bob.addressBook()).isEmpty());
      longest = Math.max(longest, System.nanoTime() - acknowledged);
      alice.unblocks(bob);
    }
    System.out.printf("An entry stayed for at most %d ms.%n", longest / 1_000_000);
  }
}
