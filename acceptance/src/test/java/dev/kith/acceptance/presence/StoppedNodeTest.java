package dev.kith.acceptance.presence;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.client.RawHttp;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.acceptance.topics.TopicContents;
import dev.kith.avro.Update;
import dev.kith.avro.UpdateKind;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.Seen;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Signal;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Test of a node that is paused (SIGSTOP) until others have taken over its partitions, and then
 * resumes.
 */
@OnTheStack
@TakesMinutes
class StoppedNodeTest {

  private static final Duration TAKES_OVER_WITHIN = Duration.ofMinutes(1);

  /**
   * Time of requests to a resumed node; longer than the minimum of 5 s for which it answers 503.
   */
  private static final Duration GOES_ON = Duration.ofSeconds(8);

  private final Stack stack;
  private final Person bob;
  private final Person carol;

  /** Enough people for each of the two nodes to own the partitions of some of them. */
  private final List<Person> subjects;

  StoppedNodeTest(Stack stack) {
    this.stack = stack;
    this.bob = stack.person("bob");
    this.carol = stack.person("carol");
    this.subjects = Stream.generate(() -> stack.person("alice")).limit(12).toList();
    subjects.forEach(alice -> alice.puts(aProfile().named("Alice").saying("first")));
  }

  @Test
  void a_notifier_that_goes_on_brings_nothing_back() throws InterruptedException {
    try (SecondNode second = SecondNode.of("notifier-service", stack)) {
      subjects.forEach(alice -> Stream.of(bob, carol).forEach(it -> it.subscribesTo(alice)));
      awaitBook(bob, subjects.size());
      awaitBook(carol, subjects.size());
      assertAcknowledgedWhenAllHaveFolded();
      try (Screen before = bob.opensScreen();
          Screen beforeOfCarol = carol.opensScreen()) {
        work();
        second.pause();
        subjects.forEach(alice -> {
          alice.blocks(bob);
          alice.rules("status", "deny user:" + carol.address(), "allow everyone");
        });
        awaitBook(bob, 0);
        awaitStatusHidden();
        try (Screen after = bob.opensScreen();
            Screen afterOfCarol = carol.opensScreen()) {
          assertThat(after.snapshot()).isEmpty();
          assertThat(afterOfCarol.snapshot()).allMatch(seen -> seen.status().isEmpty());

          second.goOn();
          awaitSecondAgrees(second);
          subjects.forEach(alice -> alice.changes("name", "Alice again"));
          awaitNames(afterOfCarol);

          assertThat(after.updates()).isEmpty();
          assertThat(afterOfCarol.updates()).allMatch(seen -> seen.status().isEmpty());
          assertNothingFollowsTheRemoval(before.updates());
          assertHiddenFromThenOn(beforeOfCarol.updates());
        }
      }
      assertNothingFollowsTheRemovalInTheTopic();
      assertThat(bob.addressBook()).isEmpty();
    }
    awaitBook(bob, 0);
    awaitBook(carol, subjects.size());
  }

  @Test
  void a_profile_service_that_goes_on_answers_nobody_who_was_blocked() throws InterruptedException {
    closesFor("profile-service", alice -> alice.profilePath(), 404);
  }

  @Test
  void a_contact_graph_that_goes_on_does_not_say_what_was_true() throws InterruptedException {
    closesFor(
        "contact-graph-service",
        alice -> bob.path("can-message/" + Api.encoded(alice.address())),
        200);
  }

  @Test
  void a_write_that_its_client_gave_up_is_not_carried_out_later() throws InterruptedException {
    try (SecondNode second = SecondNode.of("profile-service", stack)) {
      Api asked = carol.at(second.url()).api();
      subjects.forEach(alice -> awaitOpen(asked, alice.profilePath()));
      second.pause();
      subjects.forEach(alice -> RawHttp.sendAndGiveUp(second.url(), putsStatus(alice, "given up")));
      eachAtOnce(alice ->
          untilTakenOver(alice.address())
              .until(() -> alice.changes("status", "newer").status(), status -> status == 200));

      second.goOn();
      repeatAfterResume(() ->
          // 503 while partitions move back
          assertThat(
                  subjects.stream()
                      .map(alice -> alice.looksAt(alice))
                      .filter(answer -> answer.status() == 200)
                      .map(answer -> answer.body().path("status").asText()))
              .allMatch("newer"::equals));
      subjects.forEach(
          alice -> assertThat(awaitOpen(asked, alice.profilePath())).contains("newer"));
    }
  }

  private static String putsStatus(Person alice, String status) {
    String body = "{\"name\":\"Alice\",\"status\":\"" + status + "\"}";
    return """
    PUT %s HTTP/1.1\r
    Host: a\r
    Authorization: Bearer %s\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(alice.profilePath(), alice.token(), body.length(), body);
  }

  @Test
  void whoever_asks_another_node_about_what_is_at_one_that_stands_still_is_answered() {
    List<String> impatient = List.of("-Dkith.requests.owner-timeout=2s");
    try (SecondNode second = SecondNode.of("profile-service", stack, impatient)) {
      Api asked = carol.at(second.url()).api();
      subjects.forEach(alice -> awaitOpen(asked, alice.profilePath()));
      long first = stack.processes().pid("profile-service");
      Signal.STOP.to(first);
      try {
        List<CompletableFuture<Integer>> answers =
            subjects.stream()
                .map(alice ->
                    asked.sendAsync("GET", alice.profilePath(), "").thenApply(Answer::status))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join))
            .contains(503)
            .allMatch(status -> status == 200 || status == 503);
      } finally {
        Signal.CONT.to(first);
      }
    }
    eachAtOnce(alice -> awaitOpen(carol.api(), alice.profilePath()));
  }

  /**
   * Asserts that a block holds although the node that bob asks was paused while it was written:
   * neither the requests that were sent to the paused node nor later ones get the earlier response.
   */
  private void closesFor(String service, Function<Person, String> path, int status)
      throws InterruptedException {
    Map<Person, String> open = new HashMap<>();
    try (SecondNode second = SecondNode.of(service, stack)) {
      Api asked = bob.at(second.url()).api();
      for (Person alice : subjects) {
        open.put(alice, awaitOpen(asked, path.apply(alice)));
      }
      second.pause();
      eachAtOnce(alice -> {
        blocksBob(alice);
        awaitClosed(path.apply(alice), status, open.get(alice));
      });

      List<CompletableFuture<Void>> answers = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        subjects.forEach(alice -> answers.add(mustBeClosed(asked, path, alice, open)));
      }
      second.goOn();
      repeatAfterResume(() -> {
        CompletableFuture<?>[] round =
            subjects.stream()
                .map(alice -> mustBeClosed(asked, path, alice, open))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(round).join();
      });
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    }
    eachAtOnce(alice -> awaitClosed(path.apply(alice), status, open.get(alice)));
  }

  /** Repeats a check that must hold all the time after a node has resumed. */
  private static void repeatAfterResume(Runnable check) throws InterruptedException {
    long end = System.nanoTime() + GOES_ON.toNanos();
    while (System.nanoTime() < end) {
      check.run();
      Thread.sleep(20);
    }
  }

  private void eachAtOnce(Consumer<Person> action) {
    CompletableFuture.allOf(
            subjects.stream()
                .map(alice ->
                    CompletableFuture.runAsync(
                        () -> action.accept(alice), task -> Thread.ofVirtual().start(task)))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /**
   * Repeats the block until it is acknowledged: while the partition's node is paused, no node
   * answers for it, until another node has taken over.
   */
  private void blocksBob(Person alice) {
    untilTakenOver(alice.address())
        .until(() -> {
          alice.blocks(bob);
          return true;
        });
  }

  private void awaitClosed(String path, int status, @Nullable String open) {
    untilTakenOver(path)
        .until(
            () -> bob.api().get(path),
            answer -> answer.status() == status && !answer.text().equals(open));
  }

  private static ConditionFactory untilTakenOver(String what) {
    return await()
        .alias(what)
        .atMost(TAKES_OVER_WITHIN)
        .ignoreExceptionsInstanceOf(UncheckedIOException.class);
  }

  private static String awaitOpen(Api asked, String path) {
    return await()
        .alias("open: " + path)
        .atMost(TAKES_OVER_WITHIN)
        .until(() -> asked.get(path), answer -> answer.status() == 200)
        .text();
  }

  private static CompletableFuture<Void> mustBeClosed(
      Api asked, Function<Person, String> path, Person alice, Map<Person, String> open) {
    return asked
        .sendAsync("GET", path.apply(alice), "")
        .thenAccept((Answer answer) ->
            assertThat(answer.text())
                .as("%s of %s", answer.status(), alice.address())
                .isNotEqualTo(open.get(alice)));
  }

  /**
   * Asserts that rules are acknowledged with 200, whichever node owns the partitions; 202 would
   * mean that a service has not folded them in time.
   */
  private void assertAcknowledgedWhenAllHaveFolded() {
    assertThat(subjects.stream().map(alice -> alice.rules("status", "allow everyone").status()))
        .containsOnly(200);
  }

  /**
   * Sends many changes without waiting for all of them, so that the node is paused while it
   * processes some.
   */
  private void work() {
    List<CompletableFuture<Answer>> changes = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      for (Person alice : subjects) {
        changes.add(
            alice
                .api()
                .sendAsync("PATCH", alice.profilePath(), "{\"status\":\"burst-" + round + "\"}"));
      }
    }
    CompletableFuture.anyOf(changes.toArray(CompletableFuture[]::new)).join();
  }

  private static void awaitBook(Person person, int entries) {
    await()
        .alias(entries + " in the book of " + person.address())
        .atMost(TAKES_OVER_WITHIN)
        .ignoreExceptions()
        .until(() -> person.addressBook().size() == entries);
  }

  private void awaitStatusHidden() {
    await()
        .alias("no status in carol's book")
        .atMost(TAKES_OVER_WITHIN)
        .ignoreExceptions()
        .until(() -> carol.addressBook().stream().allMatch(seen -> seen.status().isEmpty()));
  }

  private void awaitSecondAgrees(SecondNode second) {
    for (Person person : List.of(bob, carol)) {
      await()
          .alias("the node that went on knows the book of " + person.address())
          .atMost(TAKES_OVER_WITHIN)
          .ignoreExceptions()
          .until(() -> person.at(second.url()).addressBook().equals(person.addressBook()));
    }
  }

  private void awaitNames(Screen screen) {
    await()
        .alias("all new names")
        .atMost(TAKES_OVER_WITHIN)
        .until(() ->
            screen.updates().stream().filter(seen -> seen.name().equals("Alice again")).count()
                == subjects.size());
  }

  private void assertNothingFollowsTheRemoval(List<Seen> updates) {
    for (Person alice : subjects) {
      assertThat(updates.stream().filter(seen -> seen.subject().equals(alice.address())))
          .last()
          .satisfies(seen -> assertThat(seen.kind()).isEqualTo("removed"));
    }
  }

  private void assertHiddenFromThenOn(List<Seen> updates) {
    for (Person alice : subjects) {
      List<Seen> hers =
          updates.stream().filter(seen -> seen.subject().equals(alice.address())).toList();
      assertThat(hers.stream().dropWhile(seen -> !seen.status().isEmpty()))
          .as(alice.address())
          .isNotEmpty()
          .allMatch(seen -> seen.status().isEmpty());
    }
  }

  private void assertNothingFollowsTheRemovalInTheTopic() {
    WireFormat wire =
        new WireFormat(new ConfluentRegistry(Map.of("schema.registry.url", stack.registry())));
    TopicContents contents = TopicContents.of(stack.broker(), Topics.UPDATES);
    for (Person alice : subjects) {
      assertThat(contents.of(bob.address() + "|" + alice.address()))
          .last()
          .satisfies(record -> {
            Update update = (Update) wire.read(Topics.UPDATES, record.value());
            assertThat(update.getKind()).isEqualTo(UpdateKind.REMOVED);
          });
    }
  }
}
