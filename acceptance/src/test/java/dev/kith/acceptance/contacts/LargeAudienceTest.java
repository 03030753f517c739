package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.acceptance.topics.TopicContents;
import dev.kith.acceptance.topics.TopicReader;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Test of a change of one profile that has 20,000 subscribers. */
@OnTheStack
class LargeAudienceTest {

  private static final int SUBSCRIBERS = 20_000;

  /** Longest time without any update while some are due. */
  private static final Duration STALLED_AFTER = Duration.ofMinutes(1);

  private final Stack stack;
  private final WireFormat wire;
  private final Person alice;
  private final List<String> subscribers;

  /** Updates of alice's subscribers that were read so far, by subscriber. */
  private final Map<String, List<Update>> told = new HashMap<>();

  private final Map<String, Set<String>> toldByStatus = new HashMap<>();

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
    try (TopicReader updates = new TopicReader(stack.broker(), Topics.UPDATES)) {
      subscribe();
      readUntil(() -> told.size() == SUBSCRIBERS, updates);
      Person last = stack.personCalled(subscribers.getLast());

      try (Screen screen = bob.opensScreen()) {
        alice.changes("status", "one");
        carol.changes("status", "not held up");
        assertThat(screen.next().status()).isEqualTo("not held up");
        assertThat(countTold("one")).as("told before carol's change").isLessThan(SUBSCRIBERS);
      }
      alice.blocks(last);
      alice.changes("status", "two");
      stack.processes().kill("notifier-service");
      assertThat(countTold("two")).as("told before the end").isLessThan(SUBSCRIBERS - 1);
      stack.processes().start("notifier-service");
      stack.processes().awaitReady("notifier-service");

      readUntil(() -> subscribersTold("two").size() == SUBSCRIBERS - 1, updates);
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

  /** Reads updates until the condition holds; fails if none arrives for some time. */
  private void readUntil(BooleanSupplier isDone, TopicReader updates) throws InterruptedException {
    while (!isDone.getAsBoolean()) {
      ConsumerRecord<byte[], byte[]> record = updates.take(STALLED_AFTER);
      if (isOfAlice(new String(record.key(), UTF_8))) {
        Update update = (Update) wire.read(Topics.UPDATES, record.value());
        told.computeIfAbsent(update.getSubscriber(), _ -> new ArrayList<>()).add(update);
        if (update.getView() != null && update.getView().getStatus() != null) {
          subscribersTold(update.getView().getStatus()).add(update.getSubscriber());
        }
      }
    }
  }

  private Set<String> subscribersTold(String status) {
    return toldByStatus.computeIfAbsent(status, _ -> new HashSet<>());
  }

  /** Number of subscribers who have been told a status by what is committed at this moment. */
  private long countTold(String status) {
    return TopicContents.of(stack.broker(), Topics.UPDATES).records().stream()
        .filter(record -> isOfAlice(record.key()))
        .map(record -> (Update) wire.read(Topics.UPDATES, record.value()))
        .filter(update -> says(update, status))
        .map(Update::getSubscriber)
        .distinct()
        .count();
  }

  private boolean isOfAlice(String subscriber) {
    return subscriber.startsWith("of-" + alice.address());
  }

  private static boolean says(Update update, String status) {
    return update.getView() != null && status.equals(update.getView().getStatus());
  }
}
