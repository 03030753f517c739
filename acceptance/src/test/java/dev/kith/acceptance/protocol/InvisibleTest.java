package dev.kith.acceptance.protocol;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Test that hidden, blocking, deleted and non-existing users cannot be told apart. */
@OnTheStack
class InvisibleTest {

  private final Stack stack;
  private final Person bob;

  InvisibleTest(Stack stack) {
    this.stack = stack;
    this.bob = stack.person("bob");
  }

  @Test
  void hidden_blocking_deleted_and_never_created_look_the_same() {
    Person hidden = somebody();
    hidden.rules(Map.of("name", List.of("deny everyone"), "status", List.of("deny everyone")));
    Person blocking = somebody();
    blocking.blocks(bob);
    Person deleted = somebody();
    deleted.deletesProfile();
    Person never = stack.person("somebody");

    Answer nothing = bob.looksAt(never);

    assertThat(nothing.status()).isEqualTo(404);
    assertThat(nothing.body().path("type").asText()).endsWith("/not-found");
    assertThat(bob.looksAt(hidden).withoutDate()).isEqualTo(nothing.withoutDate());
    assertThat(bob.looksAt(blocking).withoutDate()).isEqualTo(nothing.withoutDate());
    assertThat(bob.looksAt(deleted).withoutDate()).isEqualTo(nothing.withoutDate());
  }

  @Test
  void a_hidden_change_shows_in_no_header() {
    Person alice = somebody();
    alice.rules("status", "deny everyone");
    Answer before = bob.looksAt(alice).ok();

    alice.changes("status", "out");

    assertThat(bob.looksAt(alice).withoutDate()).isEqualTo(before.withoutDate());
    assertThat(before.body().has("position")).isFalse();
  }

  private Person somebody() {
    Person somebody = stack.person("somebody");
    somebody.puts(aProfile().named("Some Body").saying("here"));
    return somebody;
  }
}
