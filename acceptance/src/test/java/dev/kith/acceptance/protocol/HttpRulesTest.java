package dev.kith.acceptance.protocol;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.client.RawHttp;
import dev.kith.acceptance.client.RawHttp.Received;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Test of the rules of RFC 9110 and RFC 9112 at the front door and each service, over raw sockets.
 */
@OnTheStack
class HttpRulesTest {

  /**
   * Expected status, expected state of the connection, and request. | stands for the end of a line,
   * PATH for the path of {@link #servers()}, AUTH for the Authorization header, LONG for more than
   * any server takes.
   */
  private static final List<String> REQUESTS =
      """
      200 kept   GET PATH HTTP/1.1|Host: a|AUTH||
      200 closed GET PATH HTTP/1.0|AUTH||
      200 kept   GET PATH HTTP/1.0|AUTH|Connection: keep-alive||
      200 closed GET PATH HTTP/1.1|Host: a|AUTH|Connection: x, close||
      200 kept   GET PATH HTTP/1.1|Host: a|AUTH|Upgrade: h2c|Connection: Upgrade, HTTP2-Settings|HTTP2-Settings: AAMAAABk||
      200 kept   GET PATH HTTP/1.1|Host: a|AUTH|Upgrade: websocket||
      200 kept   HEAD PATH HTTP/1.1|Host: a|AUTH||
      204 kept   OPTIONS * HTTP/1.1|Host: a||
      400 closed GET PATH HTTP/1.1|AUTH||
      400 closed GET PATH HTTP/1.1|Host: a|Host: b|AUTH||
      400 closed GET PATH HTTP/1.1|Host: a b|AUTH||
      400 closed GET PATH HTTP/1.1|Host : a|AUTH||
      400 closed GET PATH HTTP/1.1|Host: a|AUTH|AUTH||
      400 closed PUT PATH HTTP/1.1|Host: a|AUTH|Content-Length: 2|Transfer-Encoding: chunked||2|{}|0||
      400 closed PUT PATH HTTP/1.1|Host: a|AUTH|Transfer-Encoding: chunked||zz|{}|0||
      400 closed PUT PATH HTTP/1.0|Host: a|AUTH|Transfer-Encoding: chunked||2|{}|0||
      400 closed PUT PATH HTTP/1.1|Host: a|AUTH|Content-Length: +2||{}
      400 closed PUT PATH HTTP/1.1|Host: a|AUTH|Content-Length: 2|Content-Length: 3||{}
      405 kept   TRACE PATH HTTP/1.1|Host: a|AUTH||
      414 closed GET PATH?a=LONG HTTP/1.1|Host: a|AUTH||
      415 closed PUT PATH HTTP/1.1|Host: a|AUTH|Content-Encoding: gzip|Content-Length: 2||{}
      417 closed PUT PATH HTTP/1.1|Host: a|AUTH|Expect: x|Content-Length: 2||{}
      431 closed GET PATH HTTP/1.1|Host: a|AUTH|X-Long: LONG||
      501 closed PUT PATH HTTP/1.1|Host: a|AUTH|Transfer-Encoding: gzip, chunked||2|{}|0||
      501 closed CONNECT a:80 HTTP/1.1|Host: a||
      505 closed GET PATH HTTP/2.0|Host: a|AUTH||
      """
          .lines()
          .toList();

  /**
   * Second request, sent where the connection must be kept: its 204 response shows that it was.
   * Every server closes the connection after it.
   */
  private static final String LAST = "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  private final Stack stack;
  private final Person alice;

  HttpRulesTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    alice.puts(aProfile().named("Alice"));
  }

  /** The front door and the three services, each with a path of alice that it answers with 200. */
  private Map<URI, String> servers() {
    Map<URI, String> servers = new LinkedHashMap<>();
    servers.put(stack.frontDoor(), alice.profilePath());
    servers.put(stack.run().url("profile-service"), alice.profilePath());
    servers.put(stack.run().url("contact-graph-service"), alice.path("contacts"));
    servers.put(stack.run().url("notifier-service"), alice.path("address-book"));
    return servers;
  }

  @Test
  void a_request_is_answered_as_the_rfcs_say() {
    Stream<String> wrong =
        servers().entrySet().stream()
            .flatMap(server ->
                REQUESTS.stream().map(line -> check(server.getKey(), server.getValue(), line)))
            .filter(fault -> !fault.isEmpty());

    assertThat(wrong).isEmpty();
  }

  /** Sends one request; returns what is wrong with the response, or an empty text. */
  private String check(URI server, String path, String line) {
    String request =
        line.substring(11)
            .replace("PATH", path)
            .replace("LONG", "x".repeat(40_000))
            .replace("AUTH", authorization());
    int status = Integer.parseInt(line.substring(0, 3));
    boolean isKept = line.startsWith("kept", 4);
    Received received = RawHttp.send(server, request.replace("|", "\r\n") + (isKept ? LAST : ""));
    boolean isProblem =
        received.header("Content-Type").filter("application/problem+json"::equals).isPresent();
    return received.statuses().equals(isKept ? List.of(status, 204) : List.of(status))
            && isProblem == status >= 400
        ? ""
        : server + " " + line + " -> " + received;
  }

  private String authorization() {
    return "Authorization: Bearer " + alice.token();
  }

  @Test
  void what_has_no_body_announces_none() {
    servers()
        .forEach((server, path) -> {
          String tagged = path.contains("address-book") ? path : alice.profilePath();
          Received known =
              RawHttp.send(
                  server, request("GET", tagged, "If-None-Match: *\r\nConnection: close\r\n"));

          assertThat(known.count("Transfer-Encoding")).as(known.text()).isZero();
          if (known.statuses().equals(List.of(304))) {
            assertThat(known.count("Content-Length")).isZero();
            assertThat(known.body()).isEmpty();
          }
        });
  }

  @Test
  void a_half_closed_connection_gets_its_answer() {
    servers()
        .forEach((server, path) -> {
          Received received = RawHttp.sendAndHalfClose(server, request("GET", path, ""));

          assertThat(received.statuses()).as(received.text()).containsExactly(200);
        });
  }

  @Test
  void pipelined_requests_are_answered_in_order() {
    servers()
        .forEach((server, path) -> {
          String both =
              request("GET", path, "")
                  + request("GET", path + "/none/none", "")
                  + request("GET", "/v1", "Connection: close\r\n");
          Received received = RawHttp.send(server, both);

          assertThat(received.statuses()).as(received.text()).containsExactly(200, 404, 200);
          assertThat(received.text()).contains("\"api\":\"v1\"");
        });
  }

  @Test
  void an_event_stream_comes_over_http_1_0() {
    for (URI server : List.of(stack.frontDoor(), stack.run().url("notifier-service"))) {
      String stream =
          "GET %s HTTP/1.0\r\n%s\r\nAccept: text/event-stream\r\n\r\n"
              .formatted(alice.path("updates"), authorization());
      String hello = "\"type\":\"hello\"";
      Received received = RawHttp.sendUntil(server, stream, hello);

      assertThat(received.body()).startsWith("retry: ").contains(hello);
      assertThat(received.count("Transfer-Encoding")).isZero();
    }
  }

  @Test
  void an_upgrade_that_the_connection_does_not_name_opens_no_session() {
    for (URI server : List.of(stack.frontDoor(), stack.run().url("notifier-service"))) {
      Received received =
          RawHttp.send(
              server,
              request(
                  "GET",
                  alice.path("updates"),
                  "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nConnection: close\r\n"));

      assertThat(received.statuses()).containsExactly(426);
      assertThat(received.header("Upgrade")).contains("websocket");
    }
    assertThat(alice.api().get(alice.path("presence")).body().path("online").booleanValue())
        .isFalse();
  }

  private String request(String method, String path, String headers) {
    return "%s %s HTTP/1.1\r\nHost: a\r\n%s\r\n%s\r\n"
        .formatted(method, path, authorization(), headers);
  }
}
