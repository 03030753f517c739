package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheSecondStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test of two nodes of a service: both answer for everyone, and one takes over from the other. */
@OnTheSecondStack
@TakesMinutes
class SecondNodeTest {

  private static final String PROFILES = "profile-service";
  private static final String NOTIFIER = "notifier-service";
  private static final Duration TAKES_OVER_WITHIN = Duration.ofMinutes(1);

  private final Stack stack;
  private final List<Person> people;

  SecondNodeTest(Stack stack) {
    this.stack = stack;
    this.people = Stream.generate(() -> stack.person("somebody")).limit(40).toList();
  }

  @Test
  void any_node_answers_for_anyone_and_one_takes_over_from_the_other() {
    people.forEach(person -> person.puts(aProfile().named(person.address()).saying("first")));
    URI first = stack.run().url(PROFILES);

    try (SecondNode second = SecondNode.of(PROFILES, stack)) {
      assertAllReadAlike(first, second.url(), "first");
      people.forEach(person -> person.at(second.url()).changes("status", "by the second"));
      awaitStatus(first, "by the second");
      people.forEach(person -> person.at(first).changes("status", "by the first"));
      awaitStatus(second.url(), "by the first");

      stack.processes().kill(PROFILES);
      awaitStatus(second.url(), "by the first");
      people.forEach(person -> person.at(second.url()).changes("status", "alone"));
      awaitStatus(second.url(), "alone");

      stack.processes().start(PROFILES);
      stack.processes().awaitReady(PROFILES);
      assertAllReadAlike(first, second.url(), "alone");
    }
    awaitStatus(first, "alone");
  }

  @Test
  void any_notifier_holds_anyone_s_session_and_one_takes_over_from_the_other()
      throws InterruptedException {
    Person alice = stack.person("alice");
    alice.puts(aProfile().named("Alice"));
    people.forEach(person -> person.subscribesTo(alice));
    URI first = stack.run().url(NOTIFIER);
    awaitEntry(first, alice, "");

    try (SecondNode second = SecondNode.of(NOTIFIER, stack)) {
      awaitEntry(second.url(), alice, "");
      awaitEntry(first, alice, "");
      assertAllAreTold(first, second.url(), alice);

      stack.processes().kill(NOTIFIER);
      alice.changes("status", "alone");
      awaitEntry(second.url(), alice, "alone");

      stack.processes().start(NOTIFIER);
      stack.processes().awaitReady(NOTIFIER);
      awaitEntry(first, alice, "alone");
    }
    awaitEntry(first, alice, "alone");
  }

  /** Asserts that an update reaches the sessions that each person has open on both nodes. */
  private void assertAllAreTold(URI one, URI other, Person subject) throws InterruptedException {
    List<Screen> screens = new ArrayList<>();
    for (Person person : people) {
      screens.add(person.at(one).opensScreen());
      screens.add(person.at(other).opensScreen());
    }
    subject.changes("status", "everywhere");
    for (Screen screen : screens) {
      assertThat(screen.snapshot()).containsExactly(changed(subject, aProfile().named("Alice")));
      assertThat(screen.next())
          .isEqualTo(changed(subject, aProfile().named("Alice").saying("everywhere")));
      screen.close();
    }
  }

  private void assertAllReadAlike(URI one, URI other, String status) {
    awaitStatus(one, status);
    awaitStatus(other, status);
    for (Person person : people) {
      Person reader = people.getFirst();
      assertThat(reader.at(other).looksAt(person).withoutDate())
          .isEqualTo(reader.at(one).looksAt(person).withoutDate());
    }
    assertThat(namesFound(other)).isEqualTo(namesFound(one)).hasSameSizeAs(people);
    for (String sort : List.of("address", "name")) {
      assertPagesAlike(one, other, "/v1/profiles?limit=30&sort=" + sort);
    }
  }

  /** Looks up all persons in one request; the node owns only some of their partitions. */
  private List<String> namesFound(URI node) {
    List<String> addresses = people.stream().map(Person::address).toList();
    String body = Json.of(Map.of("addresses", addresses)).toString();
    Answer found = people.getFirst().at(node).api().send("POST", "/v1/profiles:lookup", body);
    return found
        .ok()
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path("name").asText())
        .toList();
  }

  /**
   * Asserts that both nodes return the same pages, and that the other node accepts a cursor of the
   * first. The cursors themselves are not compared: each is encrypted anew.
   */
  private void assertPagesAlike(URI one, URI other, String path) {
    Answer first = page(one, path);
    assertThat(page(other, path).body().path("items")).isEqualTo(first.body().path("items"));

    String next = path + "&cursor=" + first.body().path("next").asText();
    assertThat(page(other, next).body().path("items"))
        .isNotEmpty()
        .isEqualTo(page(one, next).body().path("items"));
  }

  private Answer page(URI node, String path) {
    return stack.backend().at(node).api().get(path).ok();
  }

  /** Waits for this status of everyone: while partitions move, a node may answer 503. */
  private void awaitStatus(URI node, String status) {
    for (Person person : people) {
      await()
          .alias(node + " says " + status + " of " + person.address())
          .atMost(TAKES_OVER_WITHIN)
          .until(
              () -> person.at(node).looksAt(person),
              answer ->
                  answer.status() == 200 && answer.body().path("status").asText().equals(status));
    }
  }

  private void awaitEntry(URI node, Person subject, String status) {
    for (Person person : people) {
      await()
          .alias(node + " has " + status + " for " + person.address())
          .atMost(TAKES_OVER_WITHIN)
          .ignoreExceptions()
          .until(
              () -> person.at(node).addressBook(),
              entries ->
                  entries.size() == 1
                      && entries.getFirst().subject().equals(subject.address())
                      && entries.getFirst().status().equals(status));
    }
  }
}
