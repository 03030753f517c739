package dev.kith.acceptance.presence;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.acceptance.topics.TopicContents;
import dev.kith.harness.Json;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Test of presence with two nodes of a service, one of which is killed, paused or stopped. */
@OnTheStack
@TakesMinutes
class PresenceNodesTest {

  private static final String NOTIFIER = "notifier-service";
  private static final String PROFILES = "profile-service";
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

  /**
   * Waits until no partition is moving, so that the next test finds all of them on the first nodes.
   */
  @AfterEach
  void the_first_nodes_have_everything_again() {
    List<String> paths =
        Stream.generate(() -> stack.person("anybody"))
            .limit(40)
            .flatMap(person -> Stream.of("address-book", "presence", "profile").map(person::path))
            .toList();
    await()
        .atMost(WITHIN)
        .until(() ->
            paths.stream().noneMatch(path -> stack.backend().api().get(path).status() == 503));
  }

  @Test
  void sessions_on_several_nodes_are_one_and_those_of_a_node_that_is_killed_end()
      throws InterruptedException {
    subjects.forEach(this::follows);
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

      // each subject still has a session on the second node
      for (int i = 1; i < screens.size(); i += 2) {
        screens.get(i).close();
      }
      awaitCommitted(subjects);
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

  /**
   * Pauses a node until the other has given up its sessions; after the node resumes, the sessions
   * that are still open count again.
   */
  @Test
  void the_sessions_of_a_node_that_stood_still_are_there_again_when_it_goes_on()
      throws InterruptedException, IOException {
    Person alice = follows(subjects.getFirst());
    URI first = stack.run().url(NOTIFIER);

    try (SecondNode second = SecondNode.of(NOTIFIER, stack)) {
      Screen bobs = opens(bob, first);
      Screen alices = opens(alice, second.url());
      awaitPresences(bobs, 1);
      awaitCommitted(List.of(alice));
      signalSecond("STOP");
      awaitOnline(bobs, false);

      signalSecond("CONT");
      awaitOnline(bobs, true);
      alices.close();
      awaitOnline(bobs, false);
      bobs.close();
    }
  }

  @Test
  void the_sessions_of_a_node_that_stops_in_order_end_then() throws InterruptedException {
    Person alice = follows(subjects.getFirst());
    URI first = stack.run().url(NOTIFIER);
    Screen bobs;
    Instant stopped;
    try (SecondNode second = SecondNode.of(NOTIFIER, stack)) {
      bobs = opens(bob, first);
      opens(alice, second.url());
      awaitPresences(bobs, 1);
      stopped = Instant.now();
    }

    awaitPresences(bobs, 2);
    JsonNode offline = Json.parse(bobs.presences().getLast());
    assertThat(offline.path("online").booleanValue()).isFalse();
    assertThat(Instant.parse(offline.path("lastSeen").asText()))
        .isBetween(stopped.minusSeconds(2), stopped.plusSeconds(10));
    bobs.close();
  }

  /**
   * Tests profile-service with two nodes, which may own the partitions of the viewer and of a
   * profile separately.
   */
  @Test
  void any_node_of_profile_service_shows_the_same() throws InterruptedException {
    List<Screen> screens = new ArrayList<>();
    for (Person subject : subjects) {
      follows(subject);
      screens.add(subject.opensScreen());
    }
    URI first = stack.run().url(PROFILES);

    try (SecondNode second = SecondNode.of(PROFILES, stack)) {
      awaitInProfiles("{\"online\":true}", first, second.url());
      bob.sets("lastSeen", "coarse");
      awaitInProfiles("{\"lastSeen\":\"recently\"}", first, second.url());
    }
    screens.forEach(Screen::close);
  }

  private void awaitInProfiles(String presence, URI... nodes) {
    String addresses =
        Json.of(Map.of("addresses", subjects.stream().map(Person::address).toList())).toString();
    for (URI node : nodes) {
      await()
          .atMost(WITHIN)
          .ignoreExceptions()
          .untilAsserted(() -> {
            for (Person subject : subjects) {
              JsonNode profile = bob.at(node).looksAt(subject).ok().body();
              assertThat(profile.path("presence").toString()).isEqualTo(presence);
            }
            JsonNode found =
                bob.at(node).api().send("POST", "/v1/profiles:lookup", addresses).ok().body();
            assertThat(
                    found.path("items").valueStream().map(item -> item.path("presence").toString()))
                .hasSize(subjects.size())
                .containsOnly(presence);
          });
    }
  }

  /** Makes bob follow the subject, and makes each a contact of the other. */
  private Person follows(Person subject) {
    subject.puts(aProfile().named("Subject"));
    subject.addsContact(bob);
    bob.addsContact(subject);
    bob.subscribesTo(subject);
    await()
        .atMost(WITHIN)
        .ignoreExceptions()
        .until(() ->
            bob.addressBook().stream()
                .anyMatch(entry -> entry.subject().equals(subject.address())));
    return subject;
  }

  private static boolean isOnline(String frame) {
    return Json.parse(frame).path("online").booleanValue();
  }

  private static void signalSecond(String signal) throws IOException, InterruptedException {
    ProcessHandle second =
        ProcessHandle.current()
            .children()
            .filter(child ->
                child
                    .info()
                    .commandLine()
                    .filter(line -> line.contains("-Dkith.node.id=" + NOTIFIER + "-by-hand"))
                    .isPresent())
            .findFirst()
            .orElseThrow();
    new ProcessBuilder("kill", "-" + signal, Long.toString(second.pid())).start().waitFor();
  }

  /** Opens a session on another node before the killed node is given up: the user stays online. */
  @Test
  void who_has_come_to_another_node_by_then_does_not_go() throws InterruptedException {
    Person alice = follows(subjects.getFirst());
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

  /**
   * Waits until the presence is committed. Sessions are sent it before that; if the transaction is
   * aborted, they are sent it again.
   */
  private void awaitCommitted(List<Person> people) {
    await()
        .atMost(WITHIN)
        .until(() -> {
          TopicContents presences = TopicContents.of(stack.broker(), Topics.PRESENCE);
          return people.stream().noneMatch(person -> presences.of(person.address()).isEmpty());
        });
  }

  private static void awaitOnline(Screen screen, boolean isOnline) {
    await().atMost(WITHIN).until(() -> isOnline(screen.presences().getLast()) == isOnline);
  }

  /** Opens a session; while partitions move, a node may refuse it. */
  private static Screen opens(Person person, URI node) {
    return await()
        .atMost(WITHIN)
        .ignoreExceptions()
        .until(() -> person.at(node).opensScreen(), screen -> !screen.isClosed());
  }
}
