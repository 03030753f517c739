package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.acceptance.topics.TopicReader;
import dev.kith.avro.ChangeMode;
import dev.kith.avro.ContactChanged;
import dev.kith.avro.Message;
import dev.kith.avro.Position;
import dev.kith.avro.PrivacyChanged;
import dev.kith.avro.ProfileChanged;
import dev.kith.harness.KithHome;
import dev.kith.harness.client.Metrics;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Launcher;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Test of records that services cannot process: each becomes a dead letter or halts only its own
 * partition.
 */
@OnTheStack
class HaltedPartitionTest {

  private static final String PROFILES = "profile-service";

  private static final List<String> SERVICES =
      List.of(PROFILES, "contact-graph-service", "notifier-service");

  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  private final ForeignProducer producer;
  private final TopicReader deadLetters;

  @TempDir Path temporary;

  HaltedPartitionTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.producer = new ForeignProducer(stack.broker(), stack.registry());
    this.deadLetters = new TopicReader(stack.broker(), Topics.DEAD_LETTERS);
  }

  @AfterEach
  void close() {
    deadLetters.close();
    producer.close();
  }

  @Test
  void what_is_too_large_or_of_another_producer_s_types_is_a_dead_letter_and_all_goes_on()
      throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));

      isBuried(producer.append(alice.address(), rules(1_000_000)), "too-large");
      isBuried(producer.append(alice.address(), labels(930_000)), "too-large");
      isBuried(producer.append(alice.address(), labels(930_000)), "too-large");
      isBuried(producer.append(Topics.MESSAGES, alice.address(), message(1_000_000)), "too-large");
      isBuried(producer.append(alice.address(), typed("com.example.Order")), "foreign-type");

      alice.changes("status", "still here");
      assertThat(screen.next())
          .isEqualTo(changed(alice, aProfile().named("Alice").saying("still here")));
    }
  }

  @Test
  void an_event_that_lost_its_race_or_exceeds_a_limit_is_one_dead_letter_with_the_reason()
      throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    Map<String, Double> oneMore = refused();
    oneMore.replaceAll((_, events) -> events + 1);

    isBuried(
        producer.append(alice.address(), named("Late", new Position(0, 0L))), "version-conflict");
    isBuried(producer.append(alice.address(), named("x".repeat(257), null)), "too-large");
    isBuried(
        producer.append(
            bob.address(),
            new ProfileChanged(
                "shop", null, ChangeMode.PATCH, "Nobody", null, Map.of(), List.of())),
        "not-found");

    assertThat(refused()).isEqualTo(oneMore);
    assertThat(alice.looksAt(alice).ok().body().path("name").asText()).isEqualTo("Alice");
  }

  @Test
  void a_type_of_a_newer_kith_halts_its_partition_until_an_operator_skips_the_record()
      throws InterruptedException {
    Person carol = elsewhere("carol");
    alice.puts(aProfile().named("Alice"));
    carol.puts(aProfile().named("Carol"));
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));

      RecordMetadata at = producer.append(alice.address(), typed("dev.kith.avro.ProfileArchived"));

      String position = position(at);
      for (String service : SERVICES) {
        awaitHalted(service, position, WITHIN);
      }
      // other partitions are served, and so is the earlier state of the halted partition
      carol.changes("status", "unharmed");
      assertThat(bob.api().get(alice.profilePath()).status()).isEqualTo(200);
      assertThat(alice.api().send("PATCH", alice.profilePath(), "{\"status\":\"waits\"}").status())
          .isEqualTo(202);
      for (String service : SERVICES) {
        await()
            .atMost(WITHIN)
            .untilAsserted(() -> assertThat(lagOf(service)).as(service).isPositive());
      }

      skip(position);

      assertThat(screen.next())
          .isEqualTo(changed(alice, aProfile().named("Alice").saying("waits")));
      isBuried(at, "skipped-by-operator");
      awaitReady();
    }
  }

  @Test
  void a_service_that_starts_at_such_a_record_serves_the_rest_and_an_operator_can_skip_it()
      throws InterruptedException {
    Person carol = elsewhere("carol");
    alice.puts(aProfile().named("Alice"));
    carol.puts(aProfile().named("Carol"));
    RecordMetadata at = producer.append(alice.address(), typed("dev.kith.avro.ProfileArchived"));
    String position = position(at);
    awaitHalted(PROFILES, position, WITHIN);

    stack.processes().kill(PROFILES);
    stack.processes().start(PROFILES);

    awaitHalted(PROFILES, position, STARTED_WITHIN);
    for (Person person : List.of(alice, carol)) {
      await()
          .atMost(STARTED_WITHIN)
          .untilAsserted(
              () -> assertThat(person.api().get(person.profilePath()).status()).isEqualTo(200));
    }
    carol.changes("status", "unharmed");
    assertThat(carol.looksAt(carol).ok().body().path("status").asText()).isEqualTo("unharmed");

    skip(position);

    isBuried(at, "skipped-by-operator");
    awaitReady();
    assertThat(alice.changes("status", "goes on").status()).isEqualTo(200);
  }

  private void awaitReady() {
    for (String service : SERVICES) {
      await().atMost(WITHIN).until(() -> stack.processes().ready(service).status() == 200);
    }
  }

  private static String position(RecordMetadata at) {
    return "kith.journal:%d:%d".formatted(at.partition(), at.offset());
  }

  private void awaitHalted(String service, String position, Duration within) {
    await()
        .atMost(within)
        .ignoreExceptions()
        .untilAsserted(() -> {
          var answer = stack.processes().ready(service);
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.text()).contains("halted", "ProfileArchived", "kith skip " + position);
        });
  }

  /** Number of committed records of the journal that the service has not processed yet. */
  private double lagOf(String service) {
    return new Metrics(stack.run().management(service))
        .sum("kith_streams_lag_records", "topic=\"kith.journal\"");
  }

  /** Number of refused events of the journal by reason, counted by all services together. */
  private Map<String, Double> refused() {
    Map<String, Double> events = new TreeMap<>();
    for (String reason : List.of("version-conflict", "too-large", "not-found")) {
      events.put(reason, SERVICES.stream().mapToDouble(service -> refused(service, reason)).sum());
    }
    return events;
  }

  private double refused(String service, String reason) {
    return new Metrics(stack.run().management(service))
        .sum(
            "kith_events_refused_total",
            "topic=\"kith.journal\"",
            "reason=\"%s\"".formatted(reason));
  }

  private void skip(String position) throws InterruptedException {
    Launcher command =
        Launcher.start(
            KithHome.ofThisProcess(),
            temporary,
            "skip",
            position,
            "--reason",
            "written by a test",
            "--data",
            stack.data().toString());
    assertThat(command.awaitEnd()).as(command.output()).isZero();
  }

  /** Creates a person whose events are in another partition than alice's. */
  private Person elsewhere(String name) {
    Person person = stack.person(name);
    while (Stack.partitionOf(person.address()) == Stack.partitionOf(alice.address())) {
      person = stack.person(name);
    }
    return person;
  }

  private void isBuried(RecordMetadata written, String reason) throws InterruptedException {
    ConsumerRecord<byte[], byte[]> letter =
        deadLetters.await(record ->
            header(record, "kith_topic").equals(written.topic())
                && header(record, "kith_partition").equals("" + written.partition())
                && header(record, "kith_offset").equals("" + written.offset()));
    assertThat(header(letter, "kith_reason")).isEqualTo(reason);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private byte[] typed(String name) {
    Schema schema =
        new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"%s\",\"fields\":[]}".formatted(name));
    int id =
        new ConfluentRegistry(Map.of("schema.registry.url", stack.registry()))
            .register("kith.journal-" + name, schema);
    return ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
  }

  private static ProfileChanged named(String name, @Nullable Position expects) {
    return new ProfileChanged("shop", expects, ChangeMode.MERGE, name, null, Map.of(), List.of());
  }

  private static PrivacyChanged rules(int bytes) {
    String rule = "deny user:" + "x".repeat(128);
    return new PrivacyChanged(
        "shop",
        null,
        Map.of("status", IntStream.range(0, bytes / 140).mapToObj(_ -> rule).toList()));
  }

  private ContactChanged labels(int bytes) {
    return new ContactChanged(
        "shop",
        null,
        bob.address(),
        true,
        null,
        null,
        IntStream.range(0, bytes / 62).mapToObj(n -> "l%059d".formatted(n)).toList());
  }

  private Message message(int bytes) {
    return new Message(
        "m", alice.address(), bob.address(), null, Instant.now(), ByteBuffer.allocate(bytes));
  }
}
