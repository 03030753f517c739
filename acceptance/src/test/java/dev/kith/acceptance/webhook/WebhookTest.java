package dev.kith.acceptance.webhook;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of webhook deliveries: content, order, repetitions and failures. */
@OnTheStack
class WebhookTest {

  private static final Duration WITHIN = Duration.ofMinutes(1);

  /**
   * Alice's status before there is a webhook; its update may not be committed yet when the webhook
   * is created, and is then sent too.
   */
  private static final String FIRST = "0";

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  WebhookTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @BeforeEach
  void bob_follows_alice() throws InterruptedException {
    alice.puts(aProfile().named("Alice").saying(FIRST));
    try (var screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      screen.next();
    }
  }

  @Test
  void each_subscriber_s_updates_are_sent_as_frames_have_them_and_signed()
      throws InterruptedException {
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "joined", "changed", "removed")) {
      alice.changes("status", "1");

      await().atMost(WITHIN).until(() -> newStatusesTaken(receiver).size() == 2);
      alice.blocks(bob);
      var gone = Map.of("subscriber", bob.address(), "subject", alice.address(), "kind", "removed");
      var profile = Map.of("address", alice.address(), "name", "Alice", "status", "1");
      var seen =
          Map.of(
              "subscriber",
              bob.address(),
              "subject",
              alice.address(),
              "kind",
              "changed",
              "profile",
              profile);
      await()
          .atMost(WITHIN)
          .untilAsserted(
              () -> assertThat(updates(receiver)).contains(Json.of(seen), Json.of(gone)));
      for (Call call : receiver.calls()) {
        assertThat(call.isSignedWith(hook.secret())).isTrue();
        assertThat(call.agent()).startsWith("Kith-Webhooks/");
        assertThat(Instant.ofEpochSecond(Long.parseLong(call.timestamp())))
            .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(5));
      }
    }
  }

  @Test
  void only_the_kinds_that_are_wanted_are_sent() throws InterruptedException {
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "removed")) {
      alice.changes("status", "1");
      alice.blocks(bob);

      var update = receiver.next().updates().getFirst();
      assertThat(update.path("kind").asText()).isEqualTo("removed");
      await().atMost(WITHIN).until(() -> hook.read().path("lag").asLong() == 0);
      assertThat(receiver.statusesTaken(alice)).doesNotContain("1");
    }
  }

  @Test
  void what_was_before_a_webhook_is_not_sent() throws InterruptedException {
    try (Receiver earlier = new Receiver();
        Hook _ = Hook.to(earlier, stack, "changed")) {
      alice.changes("status", "before");
      await().atMost(WITHIN).until(() -> newStatusesTaken(earlier).size() == 2);
    }
    try (Receiver receiver = new Receiver();
        Hook _ = Hook.to(receiver, stack, "changed")) {
      alice.changes("status", "after");

      receiver.awaitStatus(alice, "after");
      assertThat(receiver.statusesTaken(alice)).doesNotContain("before");
    }
  }

  @Test
  void a_request_that_failed_comes_again_as_it_was() throws InterruptedException {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "changed")) {
      receiver.answers(call -> seen.add(call.id()) ? 500 : 200);
      alice.changes("status", "1");
      Call first = receiver.next();
      await().atMost(WITHIN).until(() -> with(first.id(), receiver).size() > 1);

      List<Call> same = with(first.id(), receiver);
      assertThat(same).allSatisfy(call -> assertThat(call.body()).isEqualTo(first.body()));
      assertThat(same).allSatisfy(call -> assertThat(call.isSignedWith(hook.secret())).isTrue());
      await()
          .atMost(WITHIN)
          .untilAsserted(() ->
              assertThat(hook.read().path("lastFailure").path("cause").asText())
                  .isEqualTo("The receiver answered 500"));
    }
  }

  @Test
  void a_receiver_that_hangs_holds_up_no_other() throws InterruptedException {
    try (Receiver hanging = new Receiver();
        Receiver quick = new Receiver();
        Hook _ = Hook.to(hanging, stack, "changed");
        Hook _ = Hook.to(quick, stack, "changed")) {
      hanging.hangs();
      alice.changes("status", "0!");
      hanging.next();

      for (int round = 1; round <= 50; round++) {
        alice.changes("status", round + "");
        quick.awaitStatus(alice, round + "");
      }
      assertThat(newStatusesTaken(hanging)).isEmpty();
    }
  }

  @Test
  void a_receiver_that_is_gone_is_left_alone_until_it_is_enabled_again_and_then_misses_nothing()
      throws InterruptedException {
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "joined", "changed")) {
      receiver.answers(_ -> 410);
      alice.changes("status", "1");
      await().atMost(WITHIN).until(() -> hook.state().equals("stopped"));
      assertThat(hook.read().path("why").asText()).contains("410");
      int calls = receiver.calls().size();
      bob.puts(aProfile().named("Bob").saying("meanwhile"));
      alice.changes("status", "2");
      await().atMost(WITHIN).until(() -> hook.read().path("lag").asLong() > 1);
      assertThat(receiver.calls()).hasSize(calls);

      receiver.answers(_ -> 200);
      hook.changes("enabled", true);

      receiver.awaitStatus(bob, "meanwhile");
      await()
          .atMost(WITHIN)
          .untilAsserted(
              () -> assertThat(newStatusesTaken(receiver)).contains("1", "2").hasSize(4));
    }
  }

  @Test
  void a_burst_comes_in_order_and_in_far_fewer_requests() throws InterruptedException {
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "changed")) {
      receiver.answers(_ -> 503);
      IntStream.rangeClosed(1, 200).forEach(number -> alice.changes("status", number + ""));
      receiver.next();
      receiver.answers(_ -> 200);
      // a change of the URL sends the request at once, instead of at the next scheduled attempt
      hook.changes("url", receiver.url() + "&again");

      receiver.awaitStatus(alice, "200");
      await().atMost(WITHIN).until(() -> hook.read().path("lag").asLong() == 0);
      // of two quick changes, possibly only the second is written to the topic
      var statuses = statusesFor(bob, receiver);
      assertThat(statuses).isSorted().endsWith(200).hasSizeGreaterThan(20);
      assertThat(receiver.calls()).hasSizeLessThan(statuses.size() / 2);
    }
  }

  /**
   * The statuses of alice that the receiver has accepted, for any subscriber, without {@link
   * #FIRST}.
   */
  private List<String> newStatusesTaken(Receiver receiver) {
    return receiver.statusesTaken(alice).stream().filter(status -> !status.equals(FIRST)).toList();
  }

  private static List<Call> with(String id, Receiver receiver) {
    return receiver.calls().stream().filter(call -> call.id().equals(id)).toList();
  }

  private List<Integer> statusesFor(Person subscriber, Receiver receiver) {
    return updates(receiver).stream()
        .filter(update -> update.path("subscriber").asText().equals(subscriber.address()))
        .filter(update -> update.path("subject").asText().equals(alice.address()))
        .map(update -> update.path("profile").path("status").asText())
        .filter(status -> !status.equals(FIRST))
        .map(Integer::valueOf)
        .distinct()
        .toList();
  }

  private static List<JsonNode> updates(Receiver receiver) {
    return receiver.calls().stream().flatMap(call -> call.updates().stream()).toList();
  }
}
