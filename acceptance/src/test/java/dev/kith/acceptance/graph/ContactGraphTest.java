package dev.kith.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.client.Crowd;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.acceptance.topics.TopicContents;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Test that the journal alone determines the contact graph: a model that reads only the journal
 * computes what the service answers and writes to its topics, even if the service is killed and
 * restarted meanwhile.
 *
 * <p>The full size is {@code -Dkith.graph.events=100000 -Dkith.graph.users=1000}.
 */
@OnTheStack
class ContactGraphTest {

  private static final String SERVICE = "contact-graph-service";
  private static final int EVENTS = Integer.getInteger("kith.graph.events", 4_000);
  private static final int USERS = Integer.getInteger("kith.graph.users", 60);
  private static final long SEED = Long.getLong("kith.graph.seed", System.nanoTime());
  private static final int WRITERS = Math.max(16, EVENTS / 1_000);
  private static final int GROUP_EVERY = 10;
  private static final int PEERS_ASKED = 15;
  private static final Duration WITHIN = Duration.ofMinutes(Math.max(2, EVENTS / 5_000));
  private static final Duration PAUSE = Duration.ofMillis(Math.max(500, EVENTS / 50));

  private final Stack stack;
  private final Api backend;
  private final WireFormat wire;
  private final List<String> users;

  ContactGraphTest(Stack stack) {
    this.stack = stack;
    this.backend = stack.backend().api();
    this.wire =
        new WireFormat(new ConfluentRegistry(Map.of("schema.registry.url", stack.registry())));
    this.users = IntStream.range(0, USERS).mapToObj(this::someAddress).toList();
  }

  @Test
  void it_can_be_rebuilt_from_the_journal_alone() {
    try (ForeignProducer producer = new ForeignProducer(stack.broker(), stack.registry())) {
      RandomRelations writes = new RandomRelations(backend, producer, this::awaitService, users);

      writeWithTwoRestarts(writes);

      Set<String> owners = Set.copyOf(users);
      RebuiltGraph rebuilt =
          RebuiltGraph.of(TopicContents.of(stack.broker(), Topics.JOURNAL), wire, owners);
      assertThat(
              writes.acknowledged().stream()
                  .filter(position -> !rebuilt.counted().contains(position))
                  .limit(5))
          .as("acknowledged, but lost by the journal, %s", told())
          .isEmpty();
      assertThat(rebuilt.lost())
          .as("all that can lose has lost, %s", told())
          .contains(
              "ContactChanged",
              "ContactBlocked",
              "ContactUnblocked",
              "ContactPaired",
              "ContactUnpaired",
              "ContactsSynced",
              "late ContactsSynced");
      TopicGraph topics = new TopicGraph(stack, wire, owners);
      await()
          .atMost(WITHIN)
          .pollInterval(PAUSE)
          .untilAsserted(() -> {
            same("kith.relations", TopicGraph.relationsOf(rebuilt), topics.relations());
            same("kith.contact-mirrors", TopicGraph.mirrorsOf(rebuilt), topics.mirrors());
          });
      assertAnswers(rebuilt);
    }
  }

  private void writeWithTwoRestarts(RandomRelations writes) {
    Crowd crowd = new Crowd(WITHIN, this::awaitService);
    crowd.start(WRITERS, EVENTS / WRITERS, SEED, (_, random) -> writes.write(random));
    crowd.awaitSent(EVENTS / 3);
    stack.processes().kill(SERVICE);
    stack.processes().start(SERVICE);
    awaitService();
    crowd.awaitSent(EVENTS * 2 / 3);
    stack.processes().stop(SERVICE);
    stack.processes().start(SERVICE);
    crowd.awaitAll();
    awaitService();
  }

  private void assertAnswers(RebuiltGraph rebuilt) {
    AskedGraph asked = new AskedGraph(backend, rebuilt, users);
    List<String> differences =
        IntStream.range(0, users.size())
            .parallel()
            .boxed()
            .flatMap(number ->
                asked
                    .differences(users.get(number), PEERS_ASKED, new Random(SEED + number))
                    .stream())
            .toList();
    assertThat(differences.stream().limit(5)).as(told()).isEmpty();
  }

  /**
   * Asserts that two maps are equal, and reports at most five differences: a matcher of collections
   * would compare every entry with every other.
   */
  private static <V> void same(String what, Map<String, V> expected, Map<String, V> actual) {
    assertThat(
            Stream.concat(expected.keySet().stream(), actual.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(expected.get(key), actual.get(key)))
                .map(key ->
                    "%s should be %s but is %s".formatted(key, expected.get(key), actual.get(key)))
                .limit(5))
        .as("%s, %s", what, told())
        .isEmpty();
  }

  private static String told() {
    return "-Dkith.graph.seed=" + SEED;
  }

  private void awaitService() {
    stack.processes().awaitReady(SERVICE);
  }

  private String someAddress(int number) {
    String address = stack.person("user").address();
    return number % GROUP_EVERY == 0 ? "group:" + address : address;
  }
}
