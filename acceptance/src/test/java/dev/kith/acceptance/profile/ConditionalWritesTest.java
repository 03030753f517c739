package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.profile.Attempt.Way;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Test that a conditional write ends in 412 exactly if another write has replaced the version that
 * it expects.
 */
@OnTheStack
class ConditionalWritesTest {

  private static final int WRITERS = 64;
  private static final int WINS_OF_EACH = 3;

  private final Stack stack;
  private final Person alice;

  ConditionalWritesTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
  }

  @Test
  void of_64_writers_exactly_one_wins_per_version() throws InterruptedException {
    String first = Attempt.versionOf(alice.puts(aProfile().named("Alice")));
    Writers writers = new Writers(alice, WRITERS);

    List<Attempt> attempts = writers.eachWins(WINS_OF_EACH);

    assertThat(attempts)
        .allMatch(attempt -> attempt.won() || attempt.lost() || attempt.isPending());
    assertThat(attempts).filteredOn(Attempt::won).hasSize(WRITERS * WINS_OF_EACH);
    List<Attempt> effective = new RefereedJournal(stack, alice).agreesWith(first, attempts);
    List<Attempt> chain = chain(first, effective);
    assertThat(lost(attempts))
        .as("another write came between, whenever it is said that one did")
        .allMatch(attempt -> replaced(first, chain).contains(attempt.expected()));
    assertThat(versions(first, chain)).containsAll(writers.seen());
    isWhatTheyLeft(chain);
    System.out.printf("%d won, %d met another's write%n", chain.size(), lost(attempts).size());
  }

  @Test
  void of_64_creators_exactly_one_creates() throws InterruptedException {
    List<Attempt> attempts = new Writers(alice, WRITERS).eachCreates();

    assertThat(attempts).filteredOn(Attempt::won).hasSize(1);
    assertThat(attempts).filteredOn(Attempt::lost).hasSize(WRITERS - 1);
    new RefereedJournal(stack, alice).agreesWith("", attempts);
  }

  @Test
  void a_profile_that_was_deleted_is_created_again_by_exactly_one() throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    alice.deletesProfile();

    List<Attempt> attempts = new Writers(alice, WRITERS).eachCreates();

    assertThat(attempts).filteredOn(Attempt::won).hasSize(1);
    assertThat(attempts).filteredOn(Attempt::lost).hasSize(WRITERS - 1);
    new RefereedJournal(stack, alice).agreesWith("", attempts);
  }

  /**
   * The effective attempts in the order of the versions that they replaced; fails if a version
   * between two of them is missing.
   */
  private static List<Attempt> chain(String first, List<Attempt> effective) {
    // toMap fails if two attempts have replaced the same version
    Map<String, Attempt> successors =
        effective.stream().collect(toMap(Attempt::expected, identity()));
    List<Attempt> chain = new ArrayList<>();
    for (Attempt next = successors.remove(first);
        next != null;
        next = successors.remove(next.version())) {
      chain.add(next);
    }
    assertThat(successors).as("effective, but not after " + first).isEmpty();
    return chain;
  }

  private static List<Attempt> lost(List<Attempt> attempts) {
    return attempts.stream().filter(Attempt::lost).toList();
  }

  private static Set<String> versions(String first, List<Attempt> chain) {
    Set<String> versions = new TreeSet<>(Set.of(first));
    chain.forEach(attempt -> versions.add(attempt.version()));
    return versions;
  }

  /** All versions except the current one, which is the last. */
  private static Set<String> replaced(String first, List<Attempt> chain) {
    Set<String> replaced = versions(first, chain);
    replaced.remove(chain.getLast().version());
    return replaced;
  }

  private void isWhatTheyLeft(List<Attempt> chain) {
    String name = "Alice";
    String status = "";
    Map<String, List<String>> rules = Map.of();
    for (Attempt attempt : chain) {
      rules = attempt.way() == Way.PUT_PRIVACY ? Attempt.rules(attempt.mark()) : rules;
      name = attempt.way() == Way.PUT_PRIVACY ? name : attempt.mark();
      status = attempt.way() == Way.PUT_PROFILE ? attempt.mark() : status;
    }
    JsonNode profile = alice.api().get(alice.profilePath()).ok().body();
    assertThat(profile.path("position").asText()).isEqualTo(chain.getLast().version());
    assertThat(profile.path("name").asText()).isEqualTo(name);
    assertThat(profile.path("status").asText()).isEqualTo(status);
    assertThat(alice.api().get(alice.path("privacy")).ok().body()).isEqualTo(Json.of(rules));
  }
}
