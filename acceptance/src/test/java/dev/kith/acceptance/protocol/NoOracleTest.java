package dev.kith.acceptance.protocol;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.acceptance.timing.BareConnection;
import dev.kith.acceptance.timing.Comparison;
import dev.kith.acceptance.timing.Trial;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.ProfileText;
import dev.kith.harness.stack.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Test that a user who may not be seen cannot be told from one who does not exist, neither by the
 * response nor by its time. {@link Comparison} defines what counts as a difference and how much of
 * it is attributed to chance.
 */
@Isolated("it measures")
@OnTheStack
@TakesMinutes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoOracleTest {

  private static final int OF_EACH_KIND = 160;
  private static final int REQUESTS = 8_000;
  private static final int FEWER = 1_600;
  private static final int WARM_UP = 500;

  /**
   * Number of connections: while the service delays the response on one connection, the other one
   * sends its next request, and neither waits for a processor.
   */
  private static final int FEW_AT_ONCE = 2;

  private static final int WRITERS = 16;

  private static final Map<String, List<String>> NOTHING_FOR_ANYBODY =
      Map.of(
          "name", List.of("deny everyone"),
          "status", List.of("deny everyone"),
          "attributes", List.of("deny everyone"));

  private final Stack stack;
  private final Person bob;

  /** People whom bob may not see, and addresses of no one, by kind. */
  private final Map<String, List<Person>> kinds = new LinkedHashMap<>();

  NoOracleTest(Stack stack) {
    this.stack = stack;
    this.bob = stack.person("bob");
  }

  @BeforeAll
  void createPeople() {
    kinds.put("hidden", people(hidden -> hidden.rules(NOTHING_FOR_ANYBODY)));
    kinds.put("blocking", people(blocking -> blocking.blocks(bob)));
    kinds.put("deleted", people(Person::deletesProfile));
    kinds.put("hiding much", people(NoOracleTest::hidesMuch));
    kinds.put("never there", nobodies());
    // a block is written to contact-graph-service; a read waits until profile-service has folded it
    kinds.values().forEach(people -> people.forEach(bob::looksAt));
  }

  @Test
  void hidden_blocking_deleted_and_never_there_are_one_answer_in_one_time() {
    isOneAnswer("HTTP/1.1 404 ", trial("profile-service", FEW_AT_ONCE, this::get), REQUESTS);
  }

  /**
   * Tests under load: requests wait for a processor, and some take several times as long as without
   * load.
   */
  @Test
  void nor_can_they_be_told_when_many_ask_at_once() {
    isOneAnswer("HTTP/1.1 404 ", trial("profile-service", 8, this::get), REQUESTS);
  }

  @Test
  void nor_by_looking_them_up() {
    isOneAnswer("HTTP/1.1 200 ", trial("profile-service", FEW_AT_ONCE, this::lookup), FEWER);
  }

  @Test
  void nor_by_their_pictures() {
    isOneAnswer("HTTP/1.1 404 ", trial("profile-service", FEW_AT_ONCE, this::picture), FEWER);
  }

  @Test
  void nor_by_their_presence() {
    isOneAnswer("HTTP/1.1 404 ", trial("notifier-service", FEW_AT_ONCE, this::presence), FEWER);
  }

  @Test
  void nor_by_whether_they_may_be_messaged() {
    isOneAnswer(
        "HTTP/1.1 200 ", trial("contact-graph-service", FEW_AT_ONCE, this::canMessage), FEWER);
  }

  private static void isOneAnswer(String begins, Trial trial, int requests) {
    trial.run(WARM_UP);

    Trial.Outcome outcome = trial.run(requests);

    Comparison comparison = outcome.times();
    System.out.println(comparison.report());
    assertThat(outcome.answers()).hasSize(1);
    assertThat(outcome.answers().iterator().next()).startsWith(begins);
    assertThat(comparison.differences()).isEmpty();
    // the run was precise enough: if one kind had taken a tenth longer, it would have failed
    assertThat(comparison.leastVisibleNanos()).isLessThan(comparison.median() / 10);
  }

  private Trial trial(String service, int inFlight, Function<Person, byte[]> question) {
    Map<String, List<byte[]>> requests = new LinkedHashMap<>();
    kinds.forEach((kind, people) -> requests.put(kind, people.stream().map(question).toList()));
    return new Trial(stack.run().url(service), inFlight, requests);
  }

  private byte[] get(Person person) {
    return BareConnection.request("GET", person.profilePath(), bob.token(), "");
  }

  private byte[] picture(Person person) {
    return BareConnection.request("GET", person.path("picture"), bob.token(), "");
  }

  private byte[] presence(Person person) {
    return BareConnection.request("GET", person.path("presence"), bob.token(), "");
  }

  private byte[] canMessage(Person person) {
    String path = bob.path("can-message/" + Api.encoded(person.address()));
    return BareConnection.request("GET", path, bob.token(), "");
  }

  private byte[] lookup(Person person) {
    String body = "{\"addresses\":[\"" + person.address() + "\"]}";
    return BareConnection.request("POST", "/v1/profiles:lookup", bob.token(), body);
  }

  private List<Person> people(Consumer<Person> become) {
    List<Person> people = nobodies();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      people.stream()
          .map(person -> CompletableFuture.runAsync(() -> becomes(person, become), writers))
          .toList()
          .forEach(CompletableFuture::join);
    }
    return people;
  }

  private static void becomes(Person person, Consumer<Person> become) {
    person.puts(aProfile().named("Some Body").saying("here").having("city", "Oslo"));
    become.accept(person);
  }

  /** Creates people without a profile; all addresses have the same length. */
  private List<Person> nobodies() {
    return Stream.generate(() -> stack.person("somebody")).limit(OF_EACH_KIND).toList();
  }

  /** Gives a profile so many rules and attributes that the decision takes many times as long. */
  private static void hidesMuch(Person hidden) {
    ProfileText much = aProfile().named("Some Body");
    for (int number = 0; number < 64; number++) {
      much = much.having("attribute-" + number, "x".repeat(200));
    }
    hidden.puts(much);
    List<String> rules =
        IntStream.range(0, 100)
            .mapToObj(number -> number < 99 ? "deny user:nobody-" + number : "deny everyone")
            .toList();
    hidden.rules(Map.of("name", rules, "status", rules, "attributes", rules));
  }
}
