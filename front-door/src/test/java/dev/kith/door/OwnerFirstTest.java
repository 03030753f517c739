package dev.kith.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.door.routing.Service;
import dev.kith.schemas.Placement;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnerFirstTest {

  /** Users in partitions 0 and 1 of 4, and users in partitions 2 and 3. */
  private static final List<String> LOW = usersIn(Set.of(0, 1));

  private static final List<String> HIGH = usersIn(Set.of(2, 3));
  private static final int SOME = 20;

  private static final int LOW_STATUS = 200;
  private static final int HIGH_STATUS = 203;

  private final Town town = new Town();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.shutdownNow();
    town.close();
  }

  @Test
  void the_node_that_owns_the_address_is_asked_first() throws Exception {
    URI door = doorBeforeLowAndHigh(Service.PROFILE);

    for (String user : LOW) {
      assertThat(get(door, "/v1/users/" + user + "/profile", "none")).isEqualTo("low");
      assertThat(get(door, "/v1/users/me/profile", token(user))).isEqualTo("low");
    }
    for (String user : HIGH) {
      assertThat(get(door, "/v1/users/" + user + "/profile", "none")).isEqualTo("high");
      assertThat(get(door, "/v1/users/me/profile", token(user))).isEqualTo("high");
    }
  }

  @Test
  void a_group_and_an_escaped_address_are_placed_as_they_are_stored() throws Exception {
    URI door = doorBeforeLowAndHigh(Service.PROFILE);

    for (int number = 0; number < SOME; number++) {
      assertThat(get(door, "/v1/groups/" + number + "/profile", "none"))
          .isEqualTo(isLow("group:" + number) ? "low" : "high");
      assertThat(get(door, "/v1/users/%2B" + number + "%40b/profile", "none"))
          .isEqualTo(isLow("+" + number + "@b") ? "low" : "high");
    }
  }

  @Test
  void a_websocket_goes_to_the_owner_of_its_tokens_subject() throws Exception {
    URI door = doorBeforeLowAndHigh(Service.NOTIFIER);

    for (String user : LOW) {
      assertThat(refusedBy(door, user)).isEqualTo("low");
    }
    for (String user : HIGH) {
      assertThat(refusedBy(door, user)).isEqualTo("high");
    }
  }

  @Test
  void what_a_user_follows_is_asked_of_the_owner_of_the_delivery_partition() throws Exception {
    town.node(Service.NOTIFIER, request -> answer(request, "low", streams("2 3", "0 1")));
    town.node(Service.NOTIFIER, request -> answer(request, "high", streams("0 1", "2 3")));
    URI door = town.open();
    await(door, "/v1/users/" + LOW.getFirst() + "/address-book", "low");
    await(door, "/v1/users/" + HIGH.getFirst() + "/address-book", "high");

    for (String user : LOW) {
      assertThat(get(door, "/v1/users/" + user + "/address-book", "none")).isEqualTo("low");
      assertThat(refusedBy(door, user)).isEqualTo("low");
      assertThat(get(door, "/v1/users/" + user + "/presence", "none")).isEqualTo("high");
    }
  }

  @Test
  void a_node_without_delivery_partitions_is_not_asked_first_where_others_have_them()
      throws Exception {
    town.node(Service.NOTIFIER, request -> answer(request, "low", streams("0 1 2 3", "")));
    town.node(Service.NOTIFIER, request -> answer(request, "high", streams("", "0 1 2 3")));
    URI door = town.open();

    await(door, "/v1/users/" + LOW.getFirst() + "/address-book", "high");
    await(door, "/v1/users/" + LOW.getFirst() + "/presence", "low");
  }

  @Test
  void what_is_about_nobody_or_names_nobody_is_asked_of_all_in_turn() throws Exception {
    URI door = doorBeforeLowAndHigh(Service.PROFILE);

    for (String path : List.of("/v1/users", "/v1/profiles", "/v1/users/me/profile")) {
      Set<String> answers = new HashSet<>();
      for (int number = 0; number < SOME; number++) {
        answers.add(get(door, path, "no.token.at-all"));
      }
      assertThat(answers).as(path).containsExactlyInAnyOrder("low", "high");
    }
  }

  @Test
  void an_owner_that_is_not_ready_is_passed_over_and_one_that_is_again_is_not() throws Exception {
    AtomicBoolean isReady = new AtomicBoolean(true);
    town.node(
        Service.PROFILE,
        request -> {
          if (!Town.isHealth(request) || isReady.get()) {
            answer(request, "low", "0 1");
          } else {
            request.response().setStatusCode(503).end();
          }
        });
    town.node(Service.PROFILE, request -> answer(request, "high", "2 3"));
    URI door = town.open();

    awaitAnswer(door, "low");
    isReady.set(false);
    awaitAnswer(door, "high");
    isReady.set(true);
    awaitAnswer(door, "low");

    assertThat(town.told().stream().map(line -> line.replaceFirst("^http://[0-9.:]+ ", "")))
        .containsExactly("is ready", "is ready", "is no longer ready", "is ready");
  }

  @Test
  void readiness_of_another_shape_leaves_the_turn_as_it_was() throws Exception {
    CountDownLatch asked = new CountDownLatch(10);
    for (String health :
        List.of("fine", "[]", "{\"checks\":[{\"name\":\"streams\",\"data\":7}]}")) {
      town.node(
          Service.PROFILE,
          request -> {
            if (Town.isHealth(request)) {
              asked.countDown();
            }
            request.response().end(health);
          });
    }
    URI door = town.open();
    asked.await();

    Set<String> answers = new HashSet<>();
    for (int number = 0; number < SOME; number++) {
      answers.add(get(door, "/v1/users/" + LOW.getFirst() + "/profile", "none"));
    }
    assertThat(answers).hasSize(3);
  }

  /** Opens the front door and waits until it knows the partition owners. */
  private URI doorBeforeLowAndHigh(Service service) throws Exception {
    town.node(service, request -> answer(request, "low", "0 1"));
    town.node(service, request -> answer(request, "high", "2 3"));
    URI door = town.open();
    String resource = service == Service.PROFILE ? "profile" : "address-book";
    for (List<String> users : List.of(LOW, HIGH)) {
      String owner = users.equals(LOW) ? "low" : "high";
      await(door, "/v1/users/" + users.getFirst() + "/" + resource, owner);
    }
    return door;
  }

  private void awaitAnswer(URI door, String node) throws Exception {
    await(door, "/v1/users/" + LOW.getFirst() + "/profile", node);
  }

  /** Waits for three consecutive responses from that node, which round-robin would not produce. */
  private void await(URI door, String path, String node) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    for (int inARow = 0; inARow < 3; ) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      inARow = get(door, path, "none").equals(node) ? inARow + 1 : 0;
    }
  }

  private static void answer(HttpServerRequest request, String name, String partitions) {
    answer(request, name, new JsonObject().put("partitions", partitions).put("partitionCount", 4));
  }

  /** Data of a service that has tasks of the journal's and of delivery partitions. */
  private static JsonObject streams(String journal, String delivery) {
    return new JsonObject()
        .put("partitions", journal)
        .put("partitionCount", 4)
        .put("deliveryPartitions", delivery)
        .put("deliveryPartitionCount", 4);
  }

  private static void answer(HttpServerRequest request, String name, JsonObject data) {
    if (Town.isHealth(request)) {
      JsonObject other = new JsonObject().put("name", "other");
      JsonObject streams = new JsonObject().put("name", "streams").put("data", data);
      request
          .response()
          .end(new JsonObject().put("checks", new JsonArray().add(other).add(streams)).toBuffer());
    } else {
      request.response().setStatusCode(name.equals("low") ? LOW_STATUS : HIGH_STATUS).end(name);
    }
  }

  private String get(URI door, String path, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(door.resolve(path))
            .header("Authorization", "Bearer " + token)
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /** The node that received a browser's opening; these nodes do not accept WebSockets. */
  private String refusedBy(URI door, String user) {
    CompletableFuture<WebSocket> opening =
        client
            .newWebSocketBuilder()
            .subprotocols("kith.v1", "bearer." + token(user))
            .buildAsync(
                URI.create("ws://" + door.getAuthority() + "/v1/users/me/updates"),
                new WebSocket.Listener() {});
    Throwable refused = opening.handle((_, failure) -> failure).join();
    return refused != null && refused.getCause() instanceof WebSocketHandshakeException handshake
        ? handshake.getResponse().statusCode() == LOW_STATUS ? "low" : "high"
        : "nobody, but " + refused;
  }

  private static String token(String subject) {
    String claims = new JsonObject().put("sub", subject).encode();
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }

  private static List<String> usersIn(Set<Integer> partitions) {
    return IntStream.range(0, 1_000)
        .mapToObj(number -> "user-" + number)
        .filter(user -> partitions.contains(partition(user)))
        .limit(SOME)
        .toList();
  }

  private static boolean isLow(String address) {
    return partition(address) < 2;
  }

  private static int partition(String address) {
    return Placement.WHOLE_KEY.partition(address.getBytes(StandardCharsets.UTF_8), 4);
  }
}
