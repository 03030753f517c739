package dev.kith.acceptance.messages;

import static dev.kith.harness.client.ProfileText.aProfile;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.client.Backend;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.acceptance.topics.TopicContents;
import dev.kith.acceptance.topics.TopicReader;
import dev.kith.avro.EnrichedMessage;
import dev.kith.avro.Message;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Test of messages enriched with profiles; the sender and the recipient are in different
 * partitions.
 */
@OnTheStack
@TakesMinutes
class EnrichedMessagesTest {

  private static final int MESSAGES = 1_000;
  private static final int KILLED_AT = 400;
  private static final int STARTED_AT = 600;

  private final Stack stack;
  private final Backend backend;
  private final Person alice;
  private final Person bob;
  private final ForeignProducer messenger;
  private final TopicReader reader;
  private final WireFormat wire;

  EnrichedMessagesTest(Stack stack) {
    this.stack = stack;
    this.backend = new Backend(stack.backend().api());
    this.alice = stack.person("alice");
    this.bob = elsewhere("bob");
    this.messenger = new ForeignProducer(stack.broker(), stack.registry());
    this.reader = new TopicReader(stack.broker(), Topics.ENRICHED_MESSAGES);
    this.wire =
        new WireFormat(new ConfluentRegistry(Map.of("schema.registry.url", stack.registry())));
  }

  @BeforeEach
  void alice_is_there() {
    alice.puts(aProfile().named("Alice").saying("out"));
  }

  @AfterEach
  void close() {
    messenger.close();
    reader.close();
  }

  @Test
  void a_message_comes_with_what_its_recipient_may_see_of_the_sender() throws InterruptedException {
    alice.rules("status", "allow contacts");
    assertThat(text(write(alice, bob, null))).isEqualTo("Alice/null");

    alice.addsContact(bob);
    assertThat(text(write(alice, bob, null))).isEqualTo("Alice/out");

    alice.deletesProfile();
    assertThat(text(write(alice, bob, null))).isEqualTo("unseen");
  }

  @Test
  void a_block_of_either_refuses_messages_both_ways_until_it_is_taken_back()
      throws InterruptedException {
    bob.blocks(alice);
    assertThat(text(write(alice, bob, null))).isEqualTo("refused blocked by recipient");
    assertThat(text(write(bob, alice, null))).isEqualTo("refused blocked by sender");

    bob.unblocks(alice);
    assertThat(text(write(alice, bob, null))).isEqualTo("Alice/out");
  }

  @Test
  void who_is_restricted_is_heard_and_hears_only_when_paired() throws InterruptedException {
    backend.restricts(bob, true);
    assertThat(text(write(alice, bob, null))).isEqualTo("refused restricted by recipient");
    assertThat(text(write(bob, alice, null))).isEqualTo("refused restricted by sender");

    backend.pairs(bob, alice);
    assertThat(text(write(alice, bob, null))).isEqualTo("Alice/out");
    assertThat(text(write(bob, alice, null))).isEqualTo("unseen");

    backend.unpairs(alice, bob);
    assertThat(text(write(alice, bob, null))).isEqualTo("refused restricted by recipient");
  }

  @Test
  void a_message_to_a_group_comes_with_the_group_as_its_recipient_may_see_it()
      throws InterruptedException {
    String id = stack.person("club").address();
    Person group = stack.personCalled("group:" + id);
    String path = "/v1/groups/" + id;
    backend
        .api()
        .send("PUT", path + "/profile", "{\"name\":\"Chess\",\"status\":\"members only\"}")
        .ok();
    backend.api().send("PUT", path + "/privacy", "{\"status\":[\"allow contacts\"]}").ok();
    assertThat(text(write(alice, bob, group))).isEqualTo("Alice/out in Chess/null");

    backend.api().send("PUT", path + "/contacts/" + bob.address(), "{\"contact\":true}").ok();
    assertThat(text(write(alice, bob, group))).isEqualTo("Alice/out in Chess/members only");

    backend.api().send("PUT", path + "/blocks/" + alice.address(), "").ok();
    assertThat(text(write(alice, bob, group))).isEqualTo("refused blocked by group");
    assertThat(text(write(alice, bob, null))).isEqualTo("Alice/out");
  }

  @Test
  void each_message_comes_once_and_in_order_though_the_notifier_is_killed() {
    for (int number = 0; number < MESSAGES; number++) {
      messenger.append(
          Topics.MESSAGES, alice.address(), message(String.valueOf(number), alice, bob, null));
      if (number == KILLED_AT) {
        stack.processes().kill("notifier-service");
      }
      if (number == STARTED_AT) {
        stack.processes().start("notifier-service");
      }
    }
    stack.processes().awaitReady("notifier-service");

    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(enrichedFor(bob)).hasSizeGreaterThanOrEqualTo(MESSAGES));
    assertThat(enrichedFor(bob))
        .isEqualTo(IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList());
  }

  /** Reads the ids of the recipient's enriched messages, in the order of the topic. */
  private List<String> enrichedFor(Person recipient) {
    return TopicContents.of(stack.broker(), Topics.ENRICHED_MESSAGES)
        .of(recipient.address())
        .stream()
        .map(record -> read(record.value()).getMessage().getMessageId())
        .toList();
  }

  private EnrichedMessage write(Person sender, Person recipient, @Nullable Person group)
      throws InterruptedException {
    String id = UUID.randomUUID().toString();
    messenger.append(Topics.MESSAGES, sender.address(), message(id, sender, recipient, group));
    var record = reader.await(it -> read(it.value()).getMessage().getMessageId().equals(id));
    assertThat(new String(record.key(), UTF_8)).isEqualTo(recipient.address());
    return read(record.value());
  }

  private EnrichedMessage read(byte[] value) {
    return (EnrichedMessage) wire.read(Topics.ENRICHED_MESSAGES, value);
  }

  private static String text(EnrichedMessage message) {
    var sender = message.getSender();
    var group = message.getGroup();
    if (message.getRefused() != null) {
      assertThat(sender).isNull();
      assertThat(group).isNull();
      return "refused " + message.getRefused() + " by " + message.getRefusedBy();
    }
    return (sender == null ? "unseen" : sender.getName() + "/" + sender.getStatus())
        + (group == null ? "" : " in " + group.getName() + "/" + group.getStatus());
  }

  private static Message message(
      String id, Person sender, Person recipient, @Nullable Person group) {
    return new Message(
        id,
        sender.address(),
        recipient.address(),
        group == null ? null : group.address(),
        Instant.now(),
        ByteBuffer.allocate(0));
  }

  private Person elsewhere(String name) {
    Person person = stack.person(name);
    while (Stack.partitionOf(person.address()) == Stack.partitionOf(alice.address())) {
      person = stack.person(name);
    }
    return person;
  }
}
