package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Test of syncs: imports of phone books, their reports and their budget. */
@OnTheStack
class SyncTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  private final Person carol;

  SyncTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.carol = stack.person("carol");
  }

  @Test
  void a_phone_book_becomes_contacts_and_tells_how_many_are_here() {
    bob.puts(aProfile().named("Bob"));

    JsonNode done = done(sync(Map.of("addresses", addresses(bob, carol), "syncNow", true)));

    assertThat(counts(done)).isEqualTo("accepted 2, refused 0, written 2, matched 1");
    assertThat(alice.contact(bob).body().path("contact").booleanValue()).isTrue();
    assertThat(alice.contact(carol).body().path("contact").booleanValue()).isTrue();
  }

  @Test
  void what_is_no_use_is_reported_by_its_line_and_the_rest_goes_in() {
    var lines = List.<Object>of("a b", bob.address(), 7, bob.address(), alice.address());

    Answer answer = sync(Map.of("addresses", lines, "syncNow", true));

    assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
    assertThat(refusedLines(answer.body())).containsExactly(1, 3, 4, 5);
    assertThat(refusedLines(done(answer))).containsExactly(1, 3, 4, 5);
  }

  @Test
  void lines_may_come_one_by_one() {
    String body = "\"%s\"\n\nnope\n\"%s\"\n".formatted(bob.address(), carol.address());

    Answer answer =
        alice
            .api()
            .sendLines("POST", alice.path("contacts:sync?syncNow=true&label=phone"), body)
            .ok();

    assertThat(refusedLines(done(answer))).containsExactly(3);
    assertThat(alice.contact(carol).body().path("labels").path(0).asText()).isEqualTo("phone");
  }

  @Test
  void a_repeated_sync_writes_nothing() {
    var phoneBook = Map.of("addresses", addresses(bob, carol), "subscribe", true, "syncNow", true);
    sync(phoneBook);

    assertThat(counts(done(sync(phoneBook))))
        .isEqualTo("accepted 2, refused 0, written 0, matched 0");
  }

  @Test
  void what_is_queued_survives_a_restart_and_goes_when_it_is_told_to() {
    JsonNode queued = sync(Map.of("addresses", addresses(bob), "labels", List.of("x"))).body();
    assertThat(queued.path("state").asText()).isEqualTo("queued");

    stack.processes().kill("contact-graph-service");
    stack.processes().start("contact-graph-service");
    stack.processes().awaitReady("contact-graph-service");
    assertThat(alice.contact(bob).status()).isEqualTo(404);
    done(sync(Map.of("addresses", List.of(), "syncNow", true)));

    await().until(() -> state(queued).path("state").asText().equals("done"));
    assertThat(alice.contact(bob).ok().body().path("labels").path(0).asText()).isEqualTo("x");
  }

  @Test
  void unknown_hidden_and_blocking_ones_are_the_same() {
    Person hidden = stack.person("hidden");
    Person blocking = stack.person("blocking");
    hidden.puts(aProfile().named("Hidden"));
    hidden.rules("discovery", "deny everyone");
    blocking.puts(aProfile().named("Blocking"));
    blocking.blocks(alice);

    for (Person one : List.of(hidden, blocking, carol)) {
      JsonNode done = done(sync(Map.of("addresses", addresses(one), "syncNow", true)));
      assertThat(counts(done)).isEqualTo("accepted 1, refused 0, written 1, matched 0");
    }
  }

  @Test
  void a_hundred_thousand_addresses_fit_and_one_more_does_not() {
    Person backend = stack.backend();
    var most = IntStream.range(0, 100_000).mapToObj(number -> "p" + number).toList();

    Answer taken = sync(backend, Map.of("addresses", most, "contact", false, "syncNow", true));
    assertThat(taken.ok().body().path("accepted").asInt()).isEqualTo(100_000);

    var more = IntStream.rangeClosed(0, 100_000).mapToObj(number -> "p" + number).toList();
    Answer refused = sync(backend, Map.of("addresses", more, "syncNow", true));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.body().path("field").asText()).isEqualTo("addresses");
  }

  @Test
  void going_through_numbers_is_costly_and_repeating_oneself_is_not() {
    var numbers = IntStream.range(0, 1_500).mapToObj(number -> "1800555" + (10_000 + number));
    var inARow = Map.<String, Object>of("addresses", numbers.toList(), "syncNow", true);
    assertThat(done(sync(inARow)).path("written").asInt()).isEqualTo(1_500);
    assertThat(done(sync(inARow)).path("written").asInt()).isZero();

    var next = IntStream.range(0, 1_500).mapToObj(number -> "1800556" + (10_000 + number));
    Answer refused = sync(Map.of("addresses", next.toList(), "syncNow", true));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Long.parseLong(refused.header("Retry-After").orElseThrow())).isPositive();
    assertThat(budget("new")).isEqualTo(5_000);
    assertThat(sync(Map.of("addresses", addresses(bob), "syncNow", true)).status()).isEqualTo(202);
  }

  @Test
  void look_ups_draw_on_the_same_budget_once_for_each_address() {
    var strangers = IntStream.range(0, 400).mapToObj(number -> "stranger" + number).toList();
    String body = Json.of(Map.of("addresses", strangers)).toString();
    alice.api().send("POST", "/v1/profiles:lookup", body).ok();
    alice.api().send("POST", "/v1/profiles:lookup", body).ok();

    assertThat(budget("new")).isEqualTo(19_600);
  }

  @Test
  void nobody_syncs_for_somebody_else() {
    String body = Json.of(Map.of("addresses", addresses(carol), "syncNow", true)).toString();

    assertThat(bob.api().send("POST", alice.path("contacts:sync"), body).status()).isEqualTo(403);
    assertThat(bob.api().get(alice.path("budget")).status()).isEqualTo(403);
    JsonNode hers = sync(Map.of("addresses", addresses(carol))).body();
    assertThat(bob.api().get(alice.path("syncs/" + hers.path("syncId").asText())).status())
        .isEqualTo(403);
  }

  private Answer sync(Map<String, ?> body) {
    return sync(alice, body);
  }

  private Answer sync(Person asking, Map<String, ?> body) {
    return asking.api().send("POST", alice.path("contacts:sync"), Json.of(body).toString());
  }

  /** Waits until the sync is done, and returns it. */
  private JsonNode done(Answer started) {
    return await()
        .until(
            () -> state(started.ok().body()), sync -> sync.path("state").asText().equals("done"));
  }

  private JsonNode state(JsonNode sync) {
    return alice.api().get(alice.path("syncs/" + sync.path("syncId").asText())).ok().body();
  }

  private long budget(String bucket) {
    return alice.api().get(alice.path("budget")).ok().body().path(bucket).path("left").asLong();
  }

  private static String counts(JsonNode sync) {
    return "accepted %d, refused %d, written %d, matched %d"
        .formatted(
            sync.path("accepted").asInt(),
            sync.path("refusedTotal").asInt(),
            sync.path("written").asInt(),
            sync.path("matched").asInt());
  }

  private static List<Integer> refusedLines(JsonNode sync) {
    return StreamSupport.stream(sync.path("refused").spliterator(), false)
        .map(line -> line.path("line").asInt())
        .toList();
  }

  private static List<String> addresses(Person... people) {
    return List.of(people).stream().map(Person::address).toList();
  }
}
