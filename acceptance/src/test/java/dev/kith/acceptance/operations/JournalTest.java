package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.joined;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.acceptance.topics.TopicReader;
import dev.kith.avro.ChangeMode;
import dev.kith.avro.ProfileChanged;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Test of records that other producers append to the journal: dead letters, and events that take
 * effect.
 */
@OnTheStack
class JournalTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  private final ForeignProducer producer;
  private final TopicReader deadLetters;
  private final Screen screen;

  JournalTest(Stack stack) throws InterruptedException {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.producer = new ForeignProducer(stack.broker(), stack.registry());
    this.deadLetters = new TopicReader(stack.broker(), Topics.DEAD_LETTERS);
    this.screen = bob.opensScreen();
  }

  @BeforeEach
  void bob_follows_alice() throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    bob.subscribesTo(alice);
    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
  }

  @AfterEach
  void close() {
    screen.close();
    deadLetters.close();
    producer.close();
  }

  @Test
  void what_is_not_avro_becomes_a_dead_letter_and_the_rest_goes_on() throws InterruptedException {
    byte[] bytes = "{\"name\":\"Mallory\"}".getBytes(UTF_8);

    RecordMetadata written = producer.append(alice.address(), bytes);

    isBuried("profile-service", written, alice.address(), bytes, "wrong-magic-byte");
    isBuried("contact-graph-service", written, alice.address(), bytes, "wrong-magic-byte");
    isBuried("notifier-service", written, alice.address(), bytes, "wrong-magic-byte");
    theRestGoesOn();
  }

  @Test
  void a_schema_that_the_registry_does_not_have_makes_a_dead_letter() throws InterruptedException {
    byte[] bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(999_999).putInt(42).array();

    RecordMetadata written = producer.append(alice.address(), bytes);

    isBuried("profile-service", written, alice.address(), bytes, "unknown-schema-id");
    isBuried("contact-graph-service", written, alice.address(), bytes, "unknown-schema-id");
    isBuried("notifier-service", written, alice.address(), bytes, "unknown-schema-id");
    theRestGoesOn();
  }

  @Test
  void an_event_in_the_wrong_partition_is_a_dead_letter_and_does_not_count()
      throws InterruptedException {
    byte[] bytes = producer.bytesOf(named("Mallory"));
    int wrong = (Stack.partitionOf(alice.address()) + 1) % Stack.PARTITIONS;

    RecordMetadata written = producer.append(wrong, alice.address(), bytes);

    isBuried("profile-service", written, alice.address(), bytes, "invalid-value");
    isBuried("notifier-service", written, alice.address(), bytes, "invalid-value");
    theRestGoesOn();
    assertThat(bob.looksAt(alice).ok().body().path("name").asText()).isEqualTo("Alice");
  }

  /**
   * Simulates a node that was paused during a write, and resumes after another node has taken over.
   */
  @Test
  void an_event_of_a_node_that_was_replaced_is_a_dead_letter_and_does_not_count()
      throws InterruptedException {
    RecordMetadata late = producer.appendAsNode(alice.address(), named("Mallory"), 1);

    byte[] bytes = producer.bytesOf(named("Mallory"));
    isBuried("profile-service", late, alice.address(), bytes, "superseded");
    isBuried("contact-graph-service", late, alice.address(), bytes, "superseded");
    isBuried("notifier-service", late, alice.address(), bytes, "superseded");
    theRestGoesOn();
    assertThat(bob.looksAt(alice).ok().body().path("name").asText()).isNotEqualTo("Mallory");
  }

  @Test
  void a_node_writes_on_after_one_whose_clock_was_ahead() throws InterruptedException {
    long ahead = System.currentTimeMillis() + Duration.ofHours(1).toMillis();
    producer.appendAsNode(alice.address(), named("Alice ahead"), ahead);
    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice ahead")));

    assertThat(alice.changes("name", "Alice now").status()).isEqualTo(200);

    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice now")));
  }

  @Test
  void an_event_of_another_producer_counts_as_any() throws InterruptedException {
    RecordMetadata written = producer.append(alice.address(), named("Alice abroad"));

    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice abroad")));
    assertThat(
            bob.api()
                .with("Kith-After", written.partition() + ":" + written.offset())
                .get(alice.profilePath())
                .ok()
                .body()
                .path("name")
                .asText())
        .isEqualTo("Alice abroad");
  }

  @Test
  void an_event_of_another_producer_can_be_a_user_s_first() throws InterruptedException {
    alice.deletesProfile();
    assertThat(screen.next().kind()).isEqualTo("removed");

    producer.append(alice.address(), named("Alice"));

    assertThat(screen.next()).isEqualTo(joined(alice, aProfile().named("Alice")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
  void an_event_counts_however_its_producer_compresses(String codec) throws InterruptedException {
    try (ForeignProducer compressing =
        new ForeignProducer(stack.broker(), stack.registry(), codec)) {
      compressing.append(alice.address(), named("Alice by " + codec));
    }

    assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice by " + codec)));
  }

  private void theRestGoesOn() throws InterruptedException {
    alice.changes("status", "still here");
    assertThat(screen.next())
        .isEqualTo(changed(alice, aProfile().named("Alice").saying("still here")));
  }

  private void isBuried(
      String service, RecordMetadata written, String key, byte[] value, String reason)
      throws InterruptedException {
    ConsumerRecord<byte[], byte[]> letter =
        deadLetters.await(record ->
            header(record, "kith_service").equals(service)
                && header(record, "kith_topic").equals("kith.journal")
                && header(record, "kith_partition").equals("" + written.partition())
                && header(record, "kith_offset").equals("" + written.offset()));
    assertThat(header(letter, "kith_reason")).isEqualTo(reason);
    assertThat(new String(letter.key(), UTF_8)).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private static ProfileChanged named(String name) {
    return ProfileChanged.newBuilder()
        .setActor("another-service")
        .setExpects(null)
        .setMode(ChangeMode.MERGE)
        .setName(name)
        .setStatus(null)
        .setAttributes(Map.of())
        .setRemoved(List.of())
        .build();
  }
}
