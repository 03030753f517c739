package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Test that an idle stack writes nothing to Kafka. */
@OnTheStack
class QuietTest {

  /**
   * Long enough for several commits: services commit every 100 ms, profile-service every 500 ms.
   */
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  private static final Duration WITHIN = Duration.ofMinutes(1);

  private final Stack stack;

  QuietTest(Stack stack) {
    this.stack = stack;
  }

  /**
   * Checks all topics, internal ones too: a commit without changes would be a transaction, which
   * writes records to Kafka's own topics and to each of their replicas.
   */
  @Test
  void kafka_is_left_alone_once_all_is_told() throws InterruptedException, ExecutionException {
    Person alice = stack.person("alice");
    Person bob = stack.person("bob");
    alice.puts(aProfile().named("Alice"));
    bob.subscribesTo(alice);
    await().untilAsserted(() -> assertThat(bob.addressBook()).hasSize(1));
    try (Screen screen = bob.opensScreen()) {
      alice.changes("status", "here");
      assertThat(screen.snapshot()).hasSize(1);
    }
    alice.deletesProfile();

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.broker()))) {
      Map<TopicPartition, Long> seen = new HashMap<>(ends(admin));
      await()
          .atMost(WITHIN)
          .pollInterval(A_WHILE)
          .untilAsserted(() -> {
            Map<TopicPartition, Long> ends = ends(admin);
            Map<String, Long> written = written(seen, ends);
            seen.putAll(ends);
            assertThat(written).isEmpty();
          });
    }
  }

  /** Counts the records that were appended, by topic. */
  private static Map<String, Long> written(
      Map<TopicPartition, Long> before, Map<TopicPartition, Long> after) {
    Map<String, Long> written = new TreeMap<>();
    after.forEach((partition, end) -> {
      long more = end - before.getOrDefault(partition, 0L);
      if (more > 0) {
        written.merge(partition.topic(), more, Long::sum);
      }
    });
    return written;
  }

  private static Map<TopicPartition, Long> ends(Admin admin)
      throws InterruptedException, ExecutionException {
    Collection<String> topics =
        new TreeSet<>(admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get());
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      IntStream.range(0, topic.partitions().size())
          .forEach(
              number -> latest.put(new TopicPartition(topic.name(), number), OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }
}
