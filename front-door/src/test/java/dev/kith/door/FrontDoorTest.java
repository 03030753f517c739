package dev.kith.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.door.routing.Service;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorTest {

  private final Town town = new Town();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    town.close();
  }

  @Test
  void a_request_arrives_as_it_was_sent_its_path_in_normal_form() throws Exception {
    CompletableFuture<JsonObject> seen = new CompletableFuture<>();
    town.node(Service.CONTACT_GRAPH, request -> noteAndAnswer(request, seen));
    URI door = town.open();

    client.send(
        HttpRequest.newBuilder(door.resolve("/v1/users/a%40b/contacts/bob?x=1&x=%20"))
            .header("Authorization", "Bearer t")
            .header("If-Match", "\"3:1532\"")
            .header("Kith-After", "3:1532,4:7")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"contact\":true}"))
            .build(),
        BodyHandlers.ofString());

    JsonObject request = seen.join();
    assertThat(request.getString("line")).isEqualTo("PUT /v1/users/a@b/contacts/bob?x=1&x=%20");
    assertThat(request.getString("body")).isEqualTo("{\"contact\":true}");
    assertThat(request.getJsonObject("headers").getMap())
        .containsEntry("authorization", "Bearer t")
        .containsEntry("if-match", "\"3:1532\"")
        .containsEntry("kith-after", "3:1532,4:7")
        .containsEntry("host", door.getAuthority());
  }

  @Test
  void an_answer_comes_back_as_it_was_given() throws Exception {
    town.node(
        Service.PROFILE,
        request ->
            request
                .response()
                .setStatusCode(412)
                .putHeader("ETag", "\"3:1532\"")
                .putHeader("Kith-Position", "3:1532")
                .end("late"));
    URI door = town.open();

    HttpResponse<String> answer = get(door.resolve("/v1/users/alice/profile"));

    assertThat(answer.statusCode()).isEqualTo(412);
    assertThat(answer.body()).isEqualTo("late");
    assertThat(answer.headers().firstValue("etag")).contains("\"3:1532\"");
    assertThat(answer.headers().firstValue("kith-position")).contains("3:1532");
  }

  @Test
  void an_event_arrives_while_the_stream_is_open() throws Exception {
    CompletableFuture<HttpServerRequest> stream = new CompletableFuture<>();
    CountDownLatch left = new CountDownLatch(1);
    town.node(
        Service.NOTIFIER,
        request -> {
          request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
          request.response().closeHandler(_ -> left.countDown());
          request.response().write("id: 5:1\ndata: one\n\n");
          stream.complete(request);
        });
    URI door = town.open();

    HttpRequest request = HttpRequest.newBuilder(door.resolve("/v1/users/alice/updates")).build();
    InputStream body = client.send(request, BodyHandlers.ofInputStream()).body();
    BufferedReader events = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));

    assertThat(events.readLine()).isEqualTo("id: 5:1");
    stream.join().response().write("id: 5:2\n");
    assertThat(List.of(events.readLine(), events.readLine(), events.readLine()))
        .containsExactly("data: one", "", "id: 5:2");

    events.close();
    left.await();
  }

  @Test
  void nodes_are_asked_in_turn_and_one_that_is_down_is_passed_over() throws Exception {
    // no node is ready; ready nodes would get the requests as soon as their state is known
    town.node(Service.PROFILE, request -> answerUnready(request, "one"));
    town.nodeThatIsDown(Service.PROFILE);
    town.node(Service.PROFILE, request -> answerUnready(request, "three"));
    URI door = town.open();

    List<String> answers =
        List.of(
            get(door.resolve("/v1/users")).body(),
            get(door.resolve("/v1/users")).body(),
            get(door.resolve("/v1/users")).body());

    assertThat(answers).containsExactly("one", "three", "three");
  }

  @Test
  void a_node_that_is_there_but_does_not_answer_is_passed_over_until_it_does() throws Exception {
    AtomicBoolean stands = new AtomicBoolean(true);
    town.node(
        Service.PROFILE,
        request -> {
          if (!stands.get()) {
            request.response().end("one");
          }
        });
    town.node(Service.PROFILE, request -> answerUnready(request, "two"));
    town.node(Service.PROFILE, request -> request.response().end("three"));
    URI door = town.open();

    awaitAnswers(door, Set.of("three"));
    stands.set(false);
    awaitAnswers(door, Set.of("one", "three"));
  }

  /** Served by a node that works but reports not ready. */
  private static void answerUnready(HttpServerRequest request, String answer) {
    boolean health = request.path().startsWith("/q/health");
    var _ = request.response().setStatusCode(health ? 503 : 200).end(answer);
  }

  /** Waits until six consecutive responses come from exactly these nodes. */
  private void awaitAnswers(URI door, Set<String> nodes) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    List<String> last = new ArrayList<>();
    while (last.size() < 6 || !new HashSet<>(last).equals(nodes)) {
      assertThat(System.nanoTime()).as("still answered by " + last).isLessThan(deadline);
      last.add(answerOrNone(door));
      if (last.size() > 6) {
        last.removeFirst();
      }
    }
  }

  private String answerOrNone(URI door) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(door.resolve("/v1/users")).timeout(Duration.ofSeconds(1)).build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException none) {
      return "none";
    }
  }

  @Test
  void a_service_that_is_down_is_a_problem_with_a_time_to_try_again() throws Exception {
    town.nodeThatIsDown(Service.NOTIFIER);
    URI door = town.open();

    HttpResponse<String> answer = get(door.resolve("/v1/users/alice/address-book"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().map())
        .containsEntry("content-type", List.of("application/problem+json"))
        .containsEntry("retry-after", List.of("1"));
    assertThat(new JsonObject(answer.body()).getString("detail")).contains("notifier-service");
  }

  @Test
  void a_write_whose_answer_was_lost_is_not_said_to_be_undone() throws Exception {
    town.node(Service.PROFILE, request -> request.connection().close());
    URI door = town.open();

    HttpResponse<String> read = get(door.resolve("/v1/users/alice/profile"));
    HttpResponse<String> write =
        client.send(
            HttpRequest.newBuilder(door.resolve("/v1/users"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(read.statusCode()).isEqualTo(503);
    assertThat(write.statusCode()).isEqualTo(502);
    assertThat(new JsonObject(write.body()).getString("type")).endsWith("/answer-lost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "POST", "PATCH"})
  void after_a_write_whose_answer_was_lost_one_is_told_to_read_first(String method)
      throws Exception {
    town.node(Service.PROFILE, request -> request.connection().close());
    URI door = town.open();

    HttpResponse<String> write =
        client.send(
            HttpRequest.newBuilder(door.resolve("/v1/users/alice/profile"))
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(new JsonObject(write.body()).getString("detail"))
        .contains("read before you repeat")
        .doesNotContain("try again");
  }

  @Test
  void a_path_of_no_service_is_a_problem() throws Exception {
    URI door = town.open();

    HttpResponse<String> answer = get(door.resolve("/q/health"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
  }

  @Test
  void a_url_that_cannot_be_read_is_a_problem() throws IOException {
    town.node(Service.PROFILE, request -> request.response().end());
    URI door = town.open();

    String answer = sentAsItIs(door, "GET /v1/users/%zz/profile HTTP/1.0");

    assertThat(answer).contains(" 400 ").contains("application/problem+json");
    assertThat(answer).contains("/malformed-url").contains("%25");
  }

  @Test
  void what_a_service_has_not_changed_announces_no_body() throws IOException {
    town.node(
        Service.PROFILE,
        request -> request.response().setStatusCode(304).putHeader("ETag", "\"a\"").end());
    URI door = town.open();

    String answer = sentAsItIs(door, "GET /v1/users/alice/picture HTTP/1.1\r\nConnection: close");

    assertThat(answer).startsWith("HTTP/1.1 304").contains("\"a\"").endsWith("\r\n\r\n");
    assertThat(answer.toLowerCase(Locale.ROOT))
        .doesNotContain("transfer-encoding", "content-length");
  }

  @Test
  void an_event_stream_comes_over_http_1_0_without_chunks() throws IOException {
    town.node(
        Service.NOTIFIER,
        request -> {
          request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
          request.response().write("data: one\n\n");
          request.response().end("data: two\n\n");
        });
    URI door = town.open();

    String answer = sentAsItIs(door, "GET /v1/users/alice/updates HTTP/1.0");

    assertThat(answer).endsWith("\r\n\r\ndata: one\n\ndata: two\n\n");
  }

  @Test
  void only_a_page_of_an_allowed_origin_may_read_what_a_service_answers() throws Exception {
    town.allow("https://app.example");
    town.node(Service.PROFILE, request -> request.response().end("alice"));
    URI door = town.open();

    HttpResponse<String> allowed = ofPage(door, "https://app.example");
    HttpResponse<String> other = ofPage(door, "https://evil.example");

    assertThat(allowed.body()).isEqualTo("alice");
    assertThat(allowed.headers().allValues("access-control-allow-origin"))
        .containsExactly("https://app.example");
    assertThat(allowed.headers().allValues("vary")).containsExactly("origin");
    assertThat(other.headers().allValues("access-control-allow-origin")).isEmpty();
    assertThat(other.headers().allValues("vary")).containsExactly("origin");
  }

  @Test
  void without_allowed_origins_no_page_of_another_origin_may_read() throws Exception {
    town.node(Service.PROFILE, request -> request.response().end("alice"));
    URI door = town.open();

    assertThat(ofPage(door, "https://app.example").headers().map())
        .doesNotContainKeys("access-control-allow-origin", "vary");
  }

  private HttpResponse<String> ofPage(URI door, String origin)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(door.resolve("/v1/users/alice/profile"))
            .header("Origin", origin)
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void a_port_that_is_taken_is_said_in_one_sentence() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();

      assertThatThrownBy(() -> town.open(taken))
          .isInstanceOf(PortInUse.class)
          .hasMessageContaining("Port " + taken + " is in use");
    }
  }

  /** Uses a raw socket, because HTTP clients refuse to send this. */
  private static String sentAsItIs(URI door, String requestLine) throws IOException {
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      socket
          .getOutputStream()
          .write((requestLine + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static void noteAndAnswer(HttpServerRequest request, CompletableFuture<JsonObject> seen) {
    JsonObject headers = new JsonObject();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    request.bodyHandler(body -> {
      seen.complete(
          new JsonObject()
              .put("line", request.method() + " " + request.uri())
              .put("headers", headers)
              .put("body", body.toString()));
      request.response().end();
    });
  }
}
