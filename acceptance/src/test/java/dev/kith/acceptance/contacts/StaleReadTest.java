package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Test of reads after acknowledged writes: in every service, a read that begins after the
 * acknowledgement of a block or of a privacy rule returns the new state. {@code
 * -Dkith.stale.rounds=2000} runs more rounds than the default of 60.
 */
@OnTheStack
class StaleReadTest {

  private static final int ROUNDS = Integer.getInteger("kith.stale.rounds", 60);

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  StaleReadTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @BeforeEach
  void bob_follows_alice() {
    alice.puts(aProfile().named("Alice"));
    bob.puts(aProfile().named("Bob"));
    bob.addsContact(alice);
  }

  @Test
  void no_read_after_a_block_is_stale() {
    Api profiles = bob.at(stack.run().url("profile-service")).api();
    String lookup = Json.of(Map.of("addresses", List.of(alice.address()))).toString();
    for (int round = 0; round < ROUNDS; round++) {
      // profile-service caches the profile
      profiles.get(alice.profilePath());
      alice.blocks(bob);
      // one kind of read in each round, so that it is the first read after the acknowledgement
      switch (round % 4) {
        case 0 -> assertThat(profiles.get(alice.profilePath()).status()).isEqualTo(404);
        case 1 ->
            assertThat(
                    profiles.send("POST", "/v1/profiles:lookup", lookup).ok().body().path("items"))
                .isEmpty();
        case 2 -> assertThat(bob.api().get(alice.path("presence")).status()).isEqualTo(404);
        default -> assertThat(bob.canMessage(alice)).isEqualTo("{\"allowed\":false}");
      }
      assertThat(profiles.get(alice.profilePath()).status()).isEqualTo(404);
      alice.unblocks(bob);
    }
  }

  @Test
  void no_read_after_a_change_of_rules_is_stale() {
    for (int round = 0; round < ROUNDS; round++) {
      alice.rules("name", "deny everyone");
      assertThat(bob.canMessage(alice)).isEqualTo("{\"allowed\":false}");
      alice.rules("name", "allow everyone");
      assertThat(bob.canMessage(alice)).isEqualTo("{\"allowed\":true}");
    }
  }
}
