package dev.kith.acceptance.protocol;

import static dev.kith.harness.client.ProfileText.aProfile;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.client.RawSocket;
import dev.kith.acceptance.stack.Footprint;
import dev.kith.acceptance.stack.OnItsOwnStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Metrics;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Test that resources are freed after very many clients without a token, slow clients and clients
 * that abort.
 */
@TakesMinutes
@OnItsOwnStack
class ClientSoakTest {

  private static final int REFUSED = 20_000;
  private static final int SLOW = 5_000;
  private static final int ABORTED = 1_000;
  private static final int AT_ONCE = 100;
  private static final int LEFT_AT_ONCE = 100;
  private static final int UPLOADED = 20_000;
  private static final int WRITES = 300;

  /** Number of attributes that a profile may have. */
  private static final int CHANGES = 64;

  private static final Duration GIVEN_BACK_WITHIN = Duration.ofSeconds(60);
  private static final Duration BETWEEN_PINGS = Duration.ofSeconds(1);

  private static final String OPENING =
      """
      GET /v1/users/me/updates HTTP/1.1
      Host: d
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """
          .replace("\n", "\r\n");

  private static Stack stack;

  @BeforeAll
  static void start() throws InterruptedException {
    stack =
        Stack.startShortLived(
            Map.of(
                "KITH_NOTIFIER_PING_INTERVAL",
                BETWEEN_PINGS.toMillis() + "ms",
                "KITH_RATES_WRITES",
                "10",
                "KITH_RATES_WRITES_BURST",
                "20"));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void what_clients_took_is_given_back() throws Exception {
    Person alice = stack.person("alice");
    abuse(REFUSED / 20, SLOW / 20, ABORTED / 20);
    TimeUnit.SECONDS.sleep(15);
    Map<String, Footprint> before = Footprint.of(stack);

    abuse(REFUSED, SLOW, ABORTED);

    alice.opensScreen().close();
    await()
        .atMost(GIVEN_BACK_WITHIN)
        .pollInterval(Duration.ofSeconds(5))
        .untilAsserted(() -> {
          Map<String, Footprint> after = Footprint.of(stack);
          System.out.printf("Before: %s%nAfter: %s%n", before, after);
          before.forEach((process, footprint) ->
              assertThat(after.getOrDefault(process, footprint).exceeds(footprint))
                  .as(process)
                  .isEmpty());
        });
  }

  private static void abuse(int refused, int slow, int aborted) throws Exception {
    URI door = stack.frontDoor();
    List<Socket> held = new CopyOnWriteArrayList<>();
    many(slow, () -> held.add(sent(door, "GET /v1/users/me/updates HTTP/1.1\r\nHost:")));
    // in its first second, a connection without a whole request is not closed in favour of others
    TimeUnit.MILLISECONDS.sleep(1_500);
    many(
        refused,
        () -> {
          try (Socket socket = sent(door, OPENING)) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
          }
        });
    many(aborted, () -> sent(door, upload(stack.person("uploader"))).close());
    for (Socket socket : held) {
      socket.close();
    }
  }

  private static String upload(Person person) {
    return "PUT /v1/users/me/picture HTTP/1.1\r\nHost: d\r\nAuthorization: Bearer "
        + person.token()
        + "\r\nContent-Type: image/png\r\nContent-Length: 1000000\r\n\r\n"
        + "x".repeat(UPLOADED);
  }

  private interface Client {
    void run() throws IOException;
  }

  private static void many(int clients, Client client) throws InterruptedException {
    Semaphore atOnce = new Semaphore(AT_ONCE);
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < clients; number++) {
        atOnce.acquire();
        threads.execute(() -> {
          try {
            client.run();
          } catch (IOException | AssertionError failure) {
            failures.add(failure);
          } finally {
            atOnce.release();
          }
        });
      }
    }
    assertThat(failures).as("clients that were cut off").hasSizeLessThan(clients / 10 + 1);
  }

  private static Socket sent(URI door, String request) throws IOException {
    Socket socket = new Socket(door.getHost(), door.getPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return socket;
  }

  /**
   * Opens and leaves more sessions than a user may have (32), so that a session that is not
   * released shows.
   */
  @Test
  void an_opening_that_its_client_leaves_at_once_takes_no_place_and_leaves_no_one_online()
      throws Exception {
    Person alice = stack.person("alice");
    alice.puts(aProfile().named("Alice"));
    String opening = OPENING.strip() + "\r\nAuthorization: Bearer " + alice.token() + "\r\n\r\n";

    for (URI port : List.of(stack.frontDoor(), stack.run().url("notifier-service"))) {
      for (int client = 0; client < LEFT_AT_ONCE; client++) {
        try (Socket socket = new Socket(port.getHost(), port.getPort())) {
          socket.getOutputStream().write(opening.getBytes(US_ASCII));
          if (client % 2 == 0) {
            socket.shutdownOutput();
          }
        }
      }
    }
    await()
        .atMost(GIVEN_BACK_WITHIN)
        .untilAsserted(() ->
            assertThat(alice.looksAt(alice).body().path("presence").path("online").asBoolean())
                .isFalse());
    for (int session = 0; session < 32; session++) {
      assertThat(RawSocket.ofBrowser(stack.frontDoor(), alice.token()).status()).isEqualTo(101);
    }
  }

  @Test
  void a_user_who_writes_too_often_is_told_when_to_go_on() throws Exception {
    Person carol = stack.person("carol");
    Person dave = stack.person("dave");
    List<Answer> refused = new CopyOnWriteArrayList<>();
    many(
        WRITES,
        () -> {
          Answer answer = setsAutoSync(carol);
          if (answer.status() == 429) {
            refused.add(answer);
          }
        });

    assertThat(refused).isNotEmpty().hasSizeLessThan(WRITES);
    assertThat(refused.getFirst().header("Retry-After")).contains("1");
    assertThat(setsAutoSync(dave).status()).isEqualTo(200);
  }

  @Test
  void a_change_of_a_profile_that_comes_too_soon_has_no_effect_and_is_counted_once()
      throws Exception {
    Person erin = stack.person("erin");
    erin.puts(aProfile().named("Erin"));
    // lets profile-service remember the token: a write with a new token goes through the REST layer
    erin.api().get(erin.profilePath());
    double before = refusedWrites();
    AtomicInteger number = new AtomicInteger();
    List<Change> changes = new CopyOnWriteArrayList<>();

    many(CHANGES, () -> changes.add(Change.of("n" + number.incrementAndGet(), erin)));

    List<Answer> refused = changes.stream().filter(Change::isRefused).map(Change::answer).toList();
    assertThat(refused).isNotEmpty().hasSizeLessThan(CHANGES);
    assertThat(refused)
        .allSatisfy(answer -> assertThat(answer.header("Retry-After")).contains("1"));
    assertThat(refusedWrites()).isEqualTo(before + refused.size());
    await().untilAsserted(() -> assertThat(refusedWithoutRest()).isEqualTo(refused.size()));
    List<Change> accepted = changes.stream().filter(change -> !change.isRefused()).toList();
    assertThat(attributesAfter(accepted, erin))
        .containsExactlyInAnyOrderElementsOf(accepted.stream().map(Change::attribute).toList());
  }

  /** Write that adds an attribute to a profile. */
  private record Change(String attribute, Answer answer) {

    static Change of(String attribute, Person owner) {
      String patch = "{\"attributes\":{\"%s\":true}}".formatted(attribute);
      return new Change(attribute, owner.api().send("PATCH", owner.profilePath(), patch));
    }

    boolean isRefused() {
      return answer.status() == 429;
    }
  }

  /** Number of writes that profile-service has refused because of a user's rate. */
  private static double refusedWrites() {
    return profileMetrics().sum("kith_requests_refused_total", "rate=\"writes\"");
  }

  private static double refusedWithoutRest() {
    return profileMetrics()
        .sum(
            "http_server_requests_seconds_count",
            "method=\"PATCH\"",
            "status=\"429\"",
            "uri=\"/v1/users/{address}/profile\"");
  }

  private static Metrics profileMetrics() {
    return new Metrics(stack.run().management("profile-service"));
  }

  /** Keys of the owner's attributes after the last of these changes. */
  private static List<String> attributesAfter(List<Change> changes, Person owner) {
    String last =
        changes.stream()
            .map(change -> change.answer().position())
            .max(Comparator.comparingLong(at -> Long.parseLong(at.split(":", -1)[1])))
            .orElseThrow();
    return owner
        .api()
        .with("Kith-After", last)
        .get(owner.profilePath())
        .ok()
        .body()
        .path("attributes")
        .propertyStream()
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Answer setsAutoSync(Person person) {
    return person.api().send("PATCH", person.path("settings"), "{\"autoSync\":true}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile-service", "contact-graph-service", "notifier-service"})
  void a_service_waits_for_a_head_no_longer_than_the_front_door(String service) throws Exception {
    try (Socket socket = sent(stack.run().url(service), "GET /v1 HTTP/1.1\r\nHost:")) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void a_peer_that_answers_no_pings_is_ended_and_was_last_seen_at_its_last_sign() throws Exception {
    Person bob = stack.person("bob");
    bob.puts(aProfile().named("Bob"));
    try (RawSocket socket = RawSocket.ofBrowser(stack.frontDoor(), bob.token())) {
      socket.next("synced");
      socket.answersNoPings();
      Instant silentSince = Instant.now();

      assertThat(socket.awaitClosed()).isEqualTo(4408);

      assertThat(Duration.between(silentSince, Instant.now()))
          .isBetween(BETWEEN_PINGS, BETWEEN_PINGS.multipliedBy(5));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> {
            var presence = bob.looksForPresenceOf(bob).ok().body();
            assertThat(presence.path("online").asBoolean(true)).isFalse();
            assertThat(Instant.parse(presence.path("lastSeen").asText()))
                .isBefore(silentSince.plus(BETWEEN_PINGS.dividedBy(2)));
          });
    }
  }
}
