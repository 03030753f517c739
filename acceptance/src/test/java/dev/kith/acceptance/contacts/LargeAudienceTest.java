package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.acceptance.topics.TopicContents;
import dev.kith.avro.ContactChanged;
import dev.kith.avro.Update;
import dev.kith.avro.UpdateKind;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Test of a change of one profile that has 20,000 subscribers. */
@OnTheStack
class LargeAudienceTest {

  private static final int SUBSCRIBERS = 20_000;
  private static final Duration DONE_WITHIN = Duration.ofMinutes(2);

  private final Stack stack;
  private final WireFormat wire;
  private final Person alice;
  private final List<String> subscribers;

  LargeAudienceTest(Stack stack) {
    this.stack = stack;
    this.wire =
        new WireFormat(new ConfluentRegistry(Map.of("schema.registry.url", stack.registry())));
    this.alice = stack.person("alice");
    this.subscribers =
        IntStream.range(0, SUBSCRIBERS)
            .mapToObj(number -> "of-%s-%05d".formatted(alice.address(), number))
            .toList();
  }

  @Test
  void twenty_thousand_are_told_while_others_go_on_and_a_node_dies() throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    Person carol = stack.personBeside(alice, "carol");
    Person bob = stack.person("bob");
    carol.puts(aProfile().named("Carol"));
    bob.subscribesTo(carol);
    subscribe();
    await().atMost(DONE_WITHIN).until(() -> told().size() == SUBSCRIBERS);
    Person last = stack.personCalled(subscribers.getLast());

    try (Screen screen = bob.opensScreen()) {
      alice.changes("status", "one");
      carol.changes("status", "not held up");
      assertThat(screen.next().status()).isEqualTo("not held up");
      assertThat(count(told(), "one")).as("told before carol's change").isLessThan(SUBSCRIBERS);
    }
    alice.blocks(last);
    alice.changes("status", "two");
    stack.processes().kill("notifier-service");
    assertThat(count(told(), "two")).as("told before the end").isLessThan(SUBSCRIBERS - 1);
    stack.processes().start("notifier-service");
    stack.processes().awaitReady("notifier-service");

    await().atMost(DONE_WITHIN).until(() -> count(told(), "two") == SUBSCRIBERS - 1);
    Map<String, List<Update>> told = told();
    List<Update> blocked = told.getOrDefault(last.address(), List.of());
    assertThat(blocked).last().extracting(Update::getKind).isEqualTo(UpdateKind.REMOVED);
    assertThat(blocked).noneMatch(update -> says(update, "two"));
    subscribers.stream()
        .limit(SUBSCRIBERS - 1)
        .forEach(subscriber ->
            assertThat(told.getOrDefault(subscriber, List.of()))
                .filteredOn(update -> says(update, "two"))
                .as("committed once for %s", subscriber)
                .hasSize(1));
  }

  private void subscribe() {
    ContactChanged subscribes =
        ContactChanged.newBuilder()
            .setActor("importer")
            .setPeer(alice.address())
            .setSubscribed(true)
            .build();
    try (ForeignProducer producer = new ForeignProducer(stack.broker(), stack.registry())) {
      producer.appendAll(subscribers, subscribes);
    }
  }

  /** Reads all committed updates of alice's subscribers, by subscriber. */
  private Map<String, List<Update>> told() {
    return TopicContents.of(stack.broker(), Topics.UPDATES).records().stream()
        .filter(record -> record.key().startsWith("of-" + alice.address()))
        .map(record -> (Update) wire.read(Topics.UPDATES, record.value()))
        .collect(Collectors.groupingBy(Update::getSubscriber));
  }

  private static long count(Map<String, List<Update>> told, String status) {
    return told.values().stream().filter(updates -> says(updates.getLast(), status)).count();
  }

  private static boolean says(Update update, String status) {
    return update.getView() != null && status.equals(update.getView().getStatus());
  }
}
