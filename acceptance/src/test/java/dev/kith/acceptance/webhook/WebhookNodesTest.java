package dev.kith.acceptance.webhook;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Metrics;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test of webhooks while nodes of notifier-service are killed and join. */
@OnTheStack
@TakesMinutes
class WebhookNodesTest {

  private static final String NOTIFIER = "notifier-service";
  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final int CHANGES = 300;

  private final Stack stack;
  private final List<Person> people;
  private final List<Integer> changes = new ArrayList<>();

  WebhookNodesTest(Stack stack) {
    this.stack = stack;
    this.people = Stream.generate(() -> stack.person("somebody")).limit(12).toList();
  }

  @Test
  void nothing_is_lost_and_order_holds_when_the_notifier_is_killed() {
    people.forEach(person -> person.puts(aProfile().saying("0")));
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "changed")) {
      // some requests fail, so that there are always deliveries in progress
      receiver.answers(_ -> ThreadLocalRandom.current().nextInt(10) == 0 ? 503 : 200);

      change(1, 100);
      await().atMost(WITHIN).until(() -> !receiver.calls().isEmpty());
      stack.processes().kill(NOTIFIER);
      change(101, 200);
      stack.processes().start(NOTIFIER);
      change(201, CHANGES);
      stack.processes().awaitReady(NOTIFIER);
      receiver.answers(_ -> 200);

      awaitAll(receiver);
      await().atMost(WITHIN).ignoreExceptions().until(() -> hook.read().path("lag").asLong() == 0);
    }
  }

  @Test
  void two_nodes_share_the_work_and_one_takes_over_from_the_other() {
    people.forEach(person -> person.puts(aProfile().saying("0")));
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "changed")) {
      change(1, 50);
      try (SecondNode second = SecondNode.of(NOTIFIER, stack)) {
        Api there = stack.backend().at(second.url()).api();
        assertThat(there.get(hook.path()).ok().body().path("url").asText())
            .isEqualTo(receiver.url());
        awaitRequestsBy(second.management(), hook, 51);
        assertThat(requests(stack.run().management(NOTIFIER), hook)).isPositive();

        stack.processes().kill(NOTIFIER);
        change(1_001, 1_100);
        stack.processes().start(NOTIFIER);
        stack.processes().awaitReady(NOTIFIER);
        change(1_101, 1_150);
      }
      change(1_151, 1_200);

      awaitAll(receiver);
    }
  }

  @Test
  void one_that_fails_for_too_long_is_stopped_and_told_by_any_node() throws InterruptedException {
    people.forEach(person -> person.puts(aProfile().saying("0")));
    var settings = List.of("-Dkith.notifier.webhooks.give-up-after=3s");
    try (Receiver receiver = new Receiver();
        SecondNode second = SecondNode.of(NOTIFIER, stack, settings);
        Hook hook = Hook.to(receiver, stack, "changed")) {
      receiver.answers(_ -> 500);
      // until the node with the short give-up-after has some of the partitions
      awaitRequestsBy(second.management(), hook, 1);
      await().atMost(WITHIN).until(() -> hook.state().equals("stopped"));
      assertThat(hook.read().path("why").asText())
          .startsWith("It has failed since ")
          .endsWith("The receiver answered 500");

      receiver.answers(_ -> 200);
      hook.changes("enabled", true);
      people.getFirst().changes("status", "the end");

      receiver.awaitStatus(people.getFirst(), "the end");
      assertThat(hook.state()).isEqualTo("enabled");
    }
  }

  /** Changes the people's statuses in turn, so that each has many changes in progress. */
  private void change(int from, int to) {
    IntStream.rangeClosed(from, to)
        .forEach(number -> {
          people.get(number % people.size()).changes("status", Integer.toString(number));
          changes.add(number);
        });
  }

  private void awaitRequestsBy(URI management, Hook hook, int from) {
    var number = new AtomicInteger(from);
    await()
        .atMost(WITHIN)
        .until(() -> {
          change(number.get(), number.get());
          number.incrementAndGet();
          return requests(management, hook) > 0;
        });
  }

  /** Number of requests that the node has sent, according to its metrics. */
  private static double requests(URI management, Hook hook) {
    return new Metrics(management).sum("kith_webhooks_requests_total", hook.id());
  }

  /**
   * Waits until every status of everyone has arrived, and asserts that the first arrivals are in
   * order.
   */
  private void awaitAll(Receiver receiver) {
    for (Person person : people) {
      List<String> theirs =
          changes.stream()
              .filter(number -> people.get(number % people.size()).equals(person))
              .map(String::valueOf)
              .toList();
      await()
          .atMost(WITHIN)
          .untilAsserted(() -> assertThat(receiver.statusesTaken(person)).containsAll(theirs));
      List<Integer> first = new ArrayList<>();
      receiver.statusesTaken(person).stream().map(Integer::valueOf).distinct().forEach(first::add);
      assertThat(first).isSorted();
    }
  }
}
