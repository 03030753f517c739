package dev.kith.acceptance;

import static dev.kith.acceptance.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.client.Json;
import dev.kith.acceptance.client.Person;
import dev.kith.acceptance.client.Screen;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.stack.SecondNode;
import dev.kith.acceptance.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@OnTheStack
class PresenceNodesTest {

  private static final String NOTIFIER = "notifier-service";
  private static final Duration NODE_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration WITHIN = Duration.ofMinutes(1);

  private final Stack stack;
  private final Person bob;
  private final List<Person> subjects;

  PresenceNodesTest(Stack stack) {
    this.stack = stack;
    this.bob = stack.person("bob");
    this.subjects = Stream.generate(() -> stack.person("subject")).limit(8).toList();
  }

  @Test
  void sessions_on_several_nodes_are_one_and_those_of_a_node_that_is_killed_end()
      throws InterruptedException {
    for (Person subject : subjects) {
      subject.puts(aProfile().named("Subject"));
      subject.addsContact(bob);
      bob.addsContact(subject);
      bob.subscribesTo(subject);
    }
    await().atMost(WITHIN).until(() -> bob.addressBook().size() == subjects.size());
    URI first = stack.run().url(NOTIFIER);

    try (SecondNode second = SecondNode.of(NOTIFIER, stack)) {
      Screen bobs = opens(bob, first);
      List<Screen> screens = new ArrayList<>();
      for (Person subject : subjects) {
        screens.add(opens(subject, second.url()));
        screens.add(opens(subject, first));
      }
      awaitPresences(bobs, subjects.size());
      assertAllOnline(first, second.url());

      // each has one more on the second node
      for (int i = 1; i < screens.size(); i += 2) {
        screens.get(i).close();
      }
      second.kill();
      Instant killed = Instant.now();
      awaitPresences(bobs, 2 * subjects.size());

      assertThat(Instant.now()).isAfter(killed.plus(NODE_TIMEOUT).minusSeconds(5));
      for (String frame : bobs.presences().subList(subjects.size(), 2 * subjects.size())) {
        JsonNode presence = Json.parse(frame);
        assertThat(presence.path("online").booleanValue()).isFalse();
        assertThat(Instant.parse(presence.path("lastSeen").asText()))
            .isBetween(killed.minusSeconds(10), killed.plusSeconds(2));
      }
      for (Person subject : subjects) {
        opens(subject, first);
      }
      awaitPresences(bobs, 3 * subjects.size());
      assertThat(bobs.presences().subList(2 * subjects.size(), 3 * subjects.size()))
          .allMatch(frame -> Json.parse(frame).path("online").booleanValue());
      bobs.close();
    }
  }

  /** Who has moved before the node is given up never was away. */
  @Test
  void who_has_come_to_another_node_by_then_does_not_go() throws InterruptedException {
    Person alice = subjects.getFirst();
    alice.puts(aProfile().named("Alice"));
    alice.addsContact(bob);
    bob.addsContact(alice);
    bob.subscribesTo(alice);
    await().atMost(WITHIN).until(() -> bob.addressBook().size() == 1);
    URI first = stack.run().url(NOTIFIER);

    try (SecondNode second = SecondNode.of(NOTIFIER, stack)) {
      Screen bobs = opens(bob, first);
      opens(alice, second.url());
      awaitPresences(bobs, 1);
      second.kill();
      Screen elsewhere = opens(alice, first);
      await()
          .during(NODE_TIMEOUT.plusSeconds(10))
          .atMost(WITHIN)
          .until(() -> bobs.presences().size() == 1);

      elsewhere.close();
      awaitPresences(bobs, 2);
      assertThat(Json.parse(bobs.presences().getLast()).path("online").booleanValue()).isFalse();
      bobs.close();
    }
  }

  private void assertAllOnline(URI... nodes) {
    for (URI node : nodes) {
      for (Person subject : subjects) {
        await()
            .atMost(WITHIN)
            .until(
                () -> bob.at(node).looksForPresenceOf(subject).text().equals("{\"online\":true}"));
      }
    }
  }

  private static void awaitPresences(Screen screen, int count) {
    await()
        .atMost(WITHIN)
        .untilAsserted(() -> assertThat(screen.presences()).hasSizeGreaterThanOrEqualTo(count));
    assertThat(screen.presences()).hasSize(count);
  }

  /** As long as partitions move, a node may refuse. */
  private static Screen opens(Person person, URI node) {
    return await()
        .atMost(WITHIN)
        .ignoreExceptions()
        .until(() -> person.at(node).opensScreen(), screen -> !screen.isClosed());
  }
}
