package dev.kith.acceptance.updates;

import static dev.kith.harness.client.ProfileText.aProfile;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.TopicReader;
import dev.kith.avro.Choice;
import dev.kith.avro.HalfEdgeState;
import dev.kith.avro.ProfileState;
import dev.kith.avro.Update;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Test of the derived topics, as other services read them. */
@OnTheStack
class DerivedTopicsTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  private final WireFormat wire;

  DerivedTopicsTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.wire =
        new WireFormat(new ConfluentRegistry(Map.of("schema.registry.url", stack.registry())));
  }

  @Test
  void other_services_find_profiles_relations_and_updates_on_topics() throws InterruptedException {
    try (TopicReader profiles = new TopicReader(stack.broker(), Topics.PROFILES);
        TopicReader relations = new TopicReader(stack.broker(), Topics.RELATIONS);
        TopicReader updates = new TopicReader(stack.broker(), Topics.UPDATES)) {
      alice.puts(aProfile().named("Alice").saying("in"));
      bob.subscribesTo(alice);

      var profile = profiles.await(record -> isAbout(record, alice.address()));
      assertThat(read(Topics.PROFILES, profile, ProfileState.class).getName()).isEqualTo("Alice");
      assertThat(profile.partition()).isEqualTo(Stack.partitionOf(alice.address()));

      var relation =
          relations.await(record -> isAbout(record, bob.address() + "|" + alice.address()));
      var state = read(Topics.RELATIONS, relation, HalfEdgeState.class);
      assertThat(state.getOwner()).isEqualTo(bob.address());
      assertThat(state.getPeer()).isEqualTo(alice.address());
      assertThat(state.getHalfEdge().getSubscribed()).isEqualTo(Choice.YES);
      assertThat(relation.partition()).isEqualTo(Stack.partitionOf(bob.address()));

      var update = updates.await(record -> isAbout(record, bob.address() + "|" + alice.address()));
      assertThat(read(Topics.UPDATES, update, Update.class).getView().getStatus()).isEqualTo("in");
      assertThat(update.partition()).isEqualTo(Stack.partitionOf(bob.address()));
    }
  }

  private static boolean isAbout(ConsumerRecord<byte[], byte[]> record, String key) {
    return new String(record.key(), UTF_8).equals(key);
  }

  private <R> R read(Topic topic, ConsumerRecord<byte[], byte[]> record, Class<R> type) {
    return type.cast(wire.read(topic, record.value()));
  }
}
