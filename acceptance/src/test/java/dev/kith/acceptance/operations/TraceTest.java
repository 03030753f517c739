package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.acceptance.stack.OnItsOwnStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.acceptance.stack.TraceCollector;
import dev.kith.acceptance.stack.TraceCollector.Told;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Test of traces over OTLP and of logs in JSON, on a stack that has both enabled. */
@OnItsOwnStack
@TakesMinutes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String OTHER = "5bf92f3577b34da6a3ce929d0e0e5736";
  private static final String THIRD = "6bf92f3577b34da6a3ce929d0e0e6736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(20);

  private TraceCollector collector;
  private Stack stack;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    collector = TraceCollector.start();
    stack =
        Stack.startShortLived(
            Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "100ms",
                // sample only traces that a caller has sampled
                "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "0",
                "QUARKUS_LOG_JSON_CONSOLE_ENABLED", "true"));
  }

  @AfterAll
  void stop() {
    stack.close();
    collector.close();
  }

  @Test
  void a_request_is_followed_from_its_caller_to_the_frame() throws InterruptedException {
    Person alice = stack.person("alice");
    Person bob = stack.person("bob");
    alice.puts(aProfile().named("Alice"));
    Screen screen = bob.opensScreen();
    bob.subscribesTo(alice);
    screen.next();

    followed(alice, TRACE).send("PATCH", alice.profilePath(), "{\"status\":\"seen\"}").ok();
    screen.next();

    // each process exports finished spans in batches, and replicas fold a record later
    await()
        .atMost(TOLD_WITHIN)
        .untilAsserted(() ->
            assertThat(names())
                .contains(
                    "kith-profile-service send kith.journal",
                    "kith-profile-service process kith.journal",
                    "kith-contact-graph-service process kith.journal",
                    "kith-notifier-service process kith.journal",
                    "kith-notifier-service show kith.fanout",
                    "kith-notifier-service process kith.fanout")
                .anyMatch(name -> name.startsWith("kith-profile-service PATCH /v1/")));
    Told shown = the("kith-notifier-service", "show kith.fanout");
    Told fannedOut = the("kith-notifier-service", "process kith.journal");
    Told appended = the("kith-profile-service", "send kith.journal");
    Told asked = parentOf(appended);
    assertThat(shown.parent()).isEqualTo(fannedOut.id());
    assertThat(fannedOut.parent()).isEqualTo(appended.id());
    assertThat(asked.name()).startsWith("PATCH /v1/");
    assertThat(asked.parent()).isEqualTo(CALLER);
    screen.close();
  }

  @Test
  void a_trace_does_not_say_who_it_was() {
    Person alice = stack.person("alice");
    Person bob = stack.person("bob");

    followed(alice, OTHER)
        .send("PUT", alice.path("contacts/" + bob.address()), "{\"contact\":true}")
        .ok();

    await()
        .atMost(TOLD_WITHIN)
        .untilAsserted(() ->
            assertThat(collector.spansOf(OTHER))
                .hasSizeGreaterThanOrEqualTo(4)
                .anyMatch(span ->
                    span.attributes()
                        .getOrDefault("url.path", "")
                        .matches("/v1/users/[0-9a-f]{16}/contacts/[0-9a-f]{16}")));
    assertThat(collector.spansOf(OTHER))
        .noneMatch(span -> span.toString().contains(alice.address()))
        .noneMatch(span -> span.toString().contains(bob.address()));
  }

  @Test
  void who_is_not_followed_costs_nothing() {
    Person alice = stack.person("alice");

    alice.puts(aProfile().named("Alice"));
    followed(alice, THIRD).get(alice.profilePath()).ok();

    await().atMost(TOLD_WITHIN).until(() -> !collector.spansOf(THIRD).isEmpty());
    assertThat(collector.all().stream().map(Told::trace)).isSubsetOf(TRACE, OTHER, THIRD);
  }

  @Test
  void a_line_of_the_log_is_an_object_with_the_position_and_no_address() throws IOException {
    Person alice = stack.person("alice");
    RecordMetadata written;
    try (var producer = new ForeignProducer(stack.broker(), stack.registry())) {
      written = producer.append(alice.address(), "{\"name\":\"Mallory\"}".getBytes(UTF_8));
    }

    await()
        .atMost(TOLD_WITHIN)
        .untilAsserted(() ->
            assertThat(log())
                .anySatisfy(line -> {
                  assertThat(line.path("message").asText()).contains("is a dead letter");
                  assertThat(line.at("/mdc/position").asText())
                      .isEqualTo(written.partition() + ":" + written.offset());
                  assertThat(line.at("/mdc/owner").asText()).matches("[0-9a-f]{16}");
                }));
    assertThat(log())
        .noneMatch(line -> line.toString().contains(alice.address()))
        .noneMatch(line -> line.toString().contains("Mallory"));
  }

  private static Api followed(Person person, String trace) {
    return person.api().with("traceparent", "00-%s-%s-01".formatted(trace, CALLER));
  }

  private List<String> names() {
    return collector.spansOf(TRACE).stream()
        .map(span -> span.service() + " " + span.name())
        .toList();
  }

  private Told the(String service, String name) {
    return collector.spansOf(TRACE).stream()
        .filter(span -> span.service().equals(service) && span.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + names()));
  }

  private Told parentOf(Told span) {
    return collector.spansOf(TRACE).stream()
        .filter(other -> other.id().equals(span.parent()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No parent of " + span + " in " + names()));
  }

  /** Lines of profile-service's log, without those that the JVM itself prints. */
  private List<JsonNode> log() throws IOException {
    var json = new ObjectMapper();
    return Files.readAllLines(stack.data().resolve("logs/profile-service.log")).stream()
        .filter(line -> line.startsWith("{"))
        .map(line -> read(json, line))
        .toList();
  }

  private static JsonNode read(ObjectMapper json, String line) {
    try {
      return json.readTree(line);
    } catch (IOException notJson) {
      throw new AssertionError("No JSON: " + line, notJson);
    }
  }
}
