package dev.kith.acceptance.containers;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.Seen;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Test of the Compose deployment. */
@InContainers
class ComposeTest {

  @Test
  void one_command_starts_all_of_it_for_this_machine_and_keeps_its_data()
      throws IOException, InterruptedException {
    if (!Compose.isThere()) {
      System.out.println(
          "Skipped: ComposeTest: there is neither docker compose nor docker-compose");
    }
    assumeTrue(Compose.isThere());
    try (Compose compose = new Compose()) {
      assertThat(compose.up()).contains("Kith is up at " + compose.frontDoor());
      assertThat(compose.listensAt()).hasSize(2).containsOnly("127.0.0.1");
      Person alice = compose.person("alice");
      Person bob = compose.person("bob");
      alice.puts(aProfile().named("Alice"));
      try (Screen screen = bob.opensScreen()) {
        bob.subscribesTo(alice);
        assertThat(screen.next()).isEqualTo(Seen.changed(alice, aProfile().named("Alice")));
        alice.changes("status", "here");
        assertThat(screen.next())
            .isEqualTo(Seen.changed(alice, aProfile().named("Alice").saying("here")));
        alice.blocks(bob);
        assertThat(screen.next()).isEqualTo(Seen.removed(alice));
      }

      compose.up("down");
      compose.up();

      assertThat(alice.looksAt(alice).ok().body().path("status").asText()).isEqualTo("here");
      assertThat(bob.looksAt(alice).status()).isEqualTo(404);
    }
  }
}
