package dev.kith.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionGateTest {

  private static final String PAGE = "https://app.example";

  private static final Vertx VERTX = Vertx.vertx();
  private static int port;

  @BeforeAll
  static void listen() {
    var options = new HttpServerOptions().setHandle100ContinueAutomatically(true);
    options.setHttp2ClearTextEnabled(false);
    HttpServer server =
        VERTX
            .createHttpServer(options)
            .connectionHandler(connection ->
                ConnectionGate.install(connection, options, AllowedOrigins.of(Set.of(PAGE))))
            .requestHandler(ConnectionGateTest::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    port = server.actualPort();
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Echo server; {@code /304}, {@code /204} and {@code /stream} answer accordingly. */
  private static void answer(HttpServerRequest request) {
    var response = request.response();
    switch (request.path()) {
      case "/304", "/204" -> {
        response.setStatusCode(Integer.parseInt(request.path().substring(1)));
        response.setChunked(true).putHeader("ETag", "\"a\"");
        response.end();
      }
      case "/stream" -> {
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.write("data: one\n\n");
      }
      case "/continue" -> {
        response.writeContinue();
        request.bodyHandler(body -> response.end("continued " + body));
      }
      case "/protocols" -> response.end(request.getHeader("Sec-WebSocket-Protocol"));
      case "/auth" -> response.end("'" + request.getHeader("Authorization") + "'");
      case "/slow" -> VERTX.setTimer(50, _ -> response.end("slow"));
      default ->
          request
              .body()
              .onSuccess(body -> {
                var headers =
                    request.headers().names().stream().map(String::toLowerCase).sorted().toList();
                response.end(
                    request.method() + " " + request.uri() + " " + body + " " + headers + "\n");
              });
    }
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          200 ~ kept   ~ GET / HTTP/1.1|Host: a|
          200 ~ kept   ~ GET / HTTP/1.1|Host: a:80|
          200 ~ kept   ~ GET / HTTP/1.1|Host: [::1]:80|
          400 ~ closed ~ GET / HTTP/1.1|
          400 ~ closed ~ GET / HTTP/1.1|Host:|
          400 ~ closed ~ GET / HTTP/1.1|Host: a|Host: a|
          400 ~ closed ~ GET / HTTP/1.1|Host: a b|
          400 ~ closed ~ GET / HTTP/1.1|Host: a/b|
          400 ~ closed ~ GET / HTTP/1.1|Host: a@b|
          400 ~ closed ~ GET / HTTP/1.1|Host: a:b|
          200 ~ closed ~ GET / HTTP/1.0|
          200 ~ kept   ~ GET / HTTP/1.0|Connection: keep-alive|
          505 ~ closed ~ GET / HTTP/2.0|Host: a|
          400 ~ closed ~ GET / HTTQ/1.1|Host: a|
          200 ~ kept   ~ GET / HTTP/1.2|Host: a|
          400 ~ closed ~ GET / HTTP/1.1|Host: a|: b|
          400 ~ closed ~ GET / HTTP/1.1|Host : a|
          400 ~ closed ~ GET / HTTP/1.1|Host: a|X-A: b`\0`c|
          400 ~ closed ~ GET / HTTP/1.1|Host: a|X-A: b`\\n`X-B: c|
                  200 ~ kept   ~ GET http://a/x HTTP/1.1|Host: a|
          501 ~ closed ~ CONNECT a:80 HTTP/1.1|Host: a|
          204 ~ kept   ~ OPTIONS * HTTP/1.1|Host: a|
              400 ~ closed ~ PUT / HTTP/1.1|Host: a|Content-Length: 2|Transfer-Encoding: chunked||2|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Content-Length: 2||2|{}|0||
          400 ~ closed ~ PUT / HTTP/1.0|Host: a|Transfer-Encoding: chunked||2|{}|0||
          501 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: gzip, chunked||2|{}|0||
          501 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: gzip|Transfer-Encoding: chunked||2|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked, gzip||2|{}|0||
          501 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: xchunked||
          501 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: identity|Content-Length: 2||{}
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked, chunked||2|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding:|Content-Length: 2||{}
          200 ~ kept   ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: Chunked||2|{}|0||
          200 ~ kept   ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2;a|{}|0||
          200 ~ kept   ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2;a="b"|{}|0||
          200 ~ kept   ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2;a="b;c"|{}|0||
          200 ~ kept   ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2|{}|0|X-A: b||
          200 ~ kept   ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2 `\\t`;a|{}|0||
          200 ~ kept   ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||002|{}|1|x|00||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2 |{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||` 2`|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2`\\t`|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2`\\0`|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||`\\0`2|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2 2|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2;a`\\0`|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2|{}|1 |x|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2|{}|0 ||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2`\\n`{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||zz|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||-2|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||2|{}xx|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Transfer-Encoding: chunked||fffffffffffffffff|{}|0||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Content-Length: 2|Content-Length: 3||{}
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Content-Length: +2||{}
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Content-Length: -2||{}
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Content-Length: 99999999999999999999||{}
          417 ~ closed ~ PUT / HTTP/1.1|Host: a|Expect: 200-ok|Content-Length: 2||{}
          100 ~ kept   ~ PUT / HTTP/1.1|Host: a|Expect: 100-Continue|Content-Length: 2||{}
          200 ~ closed ~ PUT / HTTP/1.0|Host: a|Expect: 100-continue|Content-Length: 2||{}
          415 ~ closed ~ PUT / HTTP/1.1|Host: a|Content-Encoding: gzip|Content-Length: 2||{}
          415 ~ closed ~ PUT / HTTP/1.1|Host: a|Content-Encoding: identity, br|Content-Length: 2||{}
          200 ~ kept   ~ PUT / HTTP/1.1|Host: a|Content-Encoding: identity|Content-Length: 2||{}
          200 ~ closed ~ GET / HTTP/1.1|Host: a|Connection: x, CLOSE|
          400 ~ closed ~ GET * HTTP/1.1|Host: a|
          400 ~ closed ~ GET /v1/%zz HTTP/1.1|Host: a|
          400 ~ closed ~ GET /v1?as=%zz HTTP/1.1|Host: a|
          400 ~ closed ~ GET /v1/../q HTTP/1.1|Host: a|
          413 ~ closed ~ PUT / HTTP/1.1|Host: a|Content-Length: 99999999||
          413 ~ closed ~ PUT / HTTP/1.1|Host: a|Expect: 100-continue|Content-Length: 99999999||
          400 ~ closed ~ PUT / HTTP/1.1|Host: a|Content-Range: bytes 0-1/4|Content-Length: 2||{}
          400 ~ closed ~ GET / HTTP/1.1|Host: a|Connection: Upgrade|Upgrade: websocket|Content-Length: 2||{}
          """)
  void a_request_is_answered_as_the_rfc_says(int status, String connection, String lines)
      throws IOException {
    var request = lines.replace("`", "").replace("\\0", "\0").replace("\\n", "\n");
    request = request.replace("\\t", "\t");
    request = request.replace("|", "\r\n") + (request.contains("||") ? "" : "\r\n");

    var received = RawHttp.send(port, request, false);

    assertThat(received.status()).as(received.text()).isEqualTo(status);
    assertThat(received.isClosed()).as(received.text()).isEqualTo(connection.equals("closed"));
    if (status >= 400) {
      assertThat(received.text())
          .contains("content-type: application/problem+json", "connection: close")
          .contains("\"status\":" + status, "\"detail\":\"");
    }
    if (status == 415) {
      assertThat(received.text()).contains("accept-encoding: identity");
    }
  }

  @Test
  void a_client_that_expects_100_gets_it_once() throws IOException {
    var expecting =
        "PUT /continue HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}";

    var received = RawHttp.send(port, expecting + expecting, false);

    assertThat(statuses(received)).isEqualTo("100 200 100 200");
  }

  @Test
  void a_client_of_http_1_0_learns_that_its_connection_is_kept() throws IOException {
    var kept = RawHttp.send(port, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false);

    assertThat(kept.text()).contains("connection: keep-alive");
  }

  @Test
  void subprotocols_in_several_lines_are_one_list() throws IOException {
    var lines =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: kith.v1\r\nSec-WebSocket-Protocol: bearer.x\r\n";

    assertThat(RawHttp.send(port, get("/protocols", lines), false).text())
        .contains("kith.v1, bearer.x");
  }

  @Test
  void what_is_too_long_is_a_problem() throws IOException {
    var url = RawHttp.send(port, get("/" + "a".repeat(5000), ""), false);
    var header = RawHttp.send(port, get("/", "X-A: " + "a".repeat(9000) + "\r\n"), false);

    assertThat(url.status()).isEqualTo(414);
    assertThat(header.status()).isEqualTo(431);
    assertThat(url.text() + header.text())
        .contains("/url-too-long", "/headers-too-large")
        .doesNotContain("(reset)");
  }

  @Test
  void a_bad_request_is_answered_after_those_before_it() throws IOException {
    var received = RawHttp.send(port, get("/slow", "") + get("/x", "") + "GET / \0\r\n\r\n", false);

    assertThat(statuses(received)).isEqualTo("200 200 400");
    assertThat(received.text()).containsSubsequence("slow", "GET /x", "malformed-request");
  }

  @Test
  void many_pipelined_requests_are_answered_in_order() throws IOException {
    var requests =
        IntStream.range(0, 30).mapToObj(n -> get("/" + n, "")).collect(Collectors.joining());

    var received = RawHttp.send(port, requests, false);

    assertThat(received.text())
        .containsSubsequence(IntStream.range(0, 30).mapToObj(n -> "GET /" + n + " ").toList());
  }

  @Test
  void a_half_closed_connection_is_answered_and_ended() throws IOException {
    var complete = RawHttp.send(port, get("/slow", ""), true);
    var incomplete =
        RawHttp.send(port, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{}", true);
    var head = RawHttp.send(port, "GET / HTTP/1.1\r\nHost: a\r\nX-", true);
    var stream = RawHttp.send(port, get("/stream", ""), true);

    assertThat(complete.text()).contains("200 OK").endsWith("slow");
    assertThat(complete.isClosed()).isTrue();
    assertThat(incomplete.status()).isEqualTo(400);
    assertThat(head.status()).isEqualTo(400);
    assertThat(stream.isClosed()).isTrue();
  }

  @Test
  void an_answer_without_a_body_has_no_framing_of_one() throws IOException {
    for (var status : new int[] {304, 204}) {
      var received = RawHttp.send(port, get("/" + status, ""), false);

      assertThat(received.status()).isEqualTo(status);
      assertThat(received.text()).endsWith("\r\n\r\n").contains("ETag: \"a\"", "date: ");
      assertThat(received.text().toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("transfer-encoding", "content-length");
    }
  }

  @Test
  void a_stream_for_http_1_0_has_no_chunks_and_ends_with_the_connection() throws IOException {
    var received =
        RawHttp.send(port, "GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false);

    assertThat(received.text())
        .contains("connection: close")
        .doesNotContain("chunked")
        .endsWith("\r\n\r\ndata: one\n\n");
  }

  @Test
  void fields_of_the_connection_are_removed() throws IOException {
    var received =
        RawHttp.send(
            port,
            get(
                "/",
                "Connection: x-a, keep-alive, Host, Authorization\r\nX-A: 1\r\nX-B: 1\r\nTE: trailers\r\nKeep-Alive: 1\r\nAuthorization: Bearer t\r\n"),
            false);

    assertThat(received.text()).contains("[authorization, connection, host, x-b]");
  }

  @Test
  void an_upgrade_that_the_connection_does_not_name_is_none() throws IOException {
    assertThat(RawHttp.send(port, get("/", "Upgrade: websocket\r\n"), false).text())
        .contains("[host]");
    assertThat(
            RawHttp.send(
                    port,
                    get("/", "Upgrade: WebSocket\r\nConnection: keep-alive, upgrade\r\n"),
                    false)
                .text())
        .contains("[connection, host, upgrade]");
    assertThat(
            RawHttp.send(
                    port,
                    get("/", "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n"),
                    false)
                .text())
        .contains("[host]");
  }

  @Test
  void a_token_is_taken_as_the_grammar_has_it() throws IOException {
    for (var header : new String[] {"Bearer   t", "bearer t", "BEARER  t", "  Bearer t  "}) {
      assertThat(
              RawHttp.send(port, get("/auth", "Authorization: " + header + "\r\n"), false).text())
          .as(header)
          .contains("'Bearer t'");
    }
    assertThat(
            RawHttp.send(
                    port,
                    get("/auth", "Authorization: Bearer t\r\nAuthorization: Basic u\r\n"),
                    false)
                .status())
        .isEqualTo(400);
  }

  @Test
  void a_page_of_an_allowed_origin_may_read_every_answer() throws IOException {
    var origin = "Origin: " + PAGE + "\r\n";

    for (var request :
        new String[] {
          get("/", origin), get("/304", origin), get("/", origin + "Host: b\r\n"),
        }) {
      assertThat(RawHttp.send(port, request, false).text())
          .containsOnlyOnce("access-control-allow-origin: " + PAGE)
          .containsOnlyOnce("access-control-expose-headers: ")
          .containsIgnoringCase("vary: origin");
    }
  }

  @Test
  void the_headers_that_clients_need_are_exposed_to_the_page() throws IOException {
    var answer = RawHttp.send(port, get("/", "Origin: " + PAGE + "\r\n"), false);

    var exposed =
        answer
            .text()
            .lines()
            .filter(line -> line.startsWith("access-control-expose-headers: "))
            .flatMap(line -> Pattern.compile(", ").splitAsStream(line.substring(31)))
            .toList();
    assertThat(exposed)
        .contains("ETag", "Kith-Position", "Retry-After", "Location")
        .contains("Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size")
        .contains("Upload-Offset", "Upload-Length", "Upload-Expires");
  }

  @Test
  void a_page_of_another_origin_may_not() throws IOException {
    var other = RawHttp.send(port, get("/", "Origin: https://evil.example\r\n"), false);
    var program = RawHttp.send(port, get("/", ""), false);

    assertThat(other.text() + program.text())
        .doesNotContain("access-control")
        .containsIgnoringCase("vary: origin");
  }

  @Test
  void a_preflight_is_answered_without_the_application() throws IOException {
    var preflight =
        "OPTIONS /x HTTP/1.1\r\nHost: a\r\nOrigin: %s\r\nAccess-Control-Request-Method: PATCH\r\nAccess-Control-Request-Headers: authorization\r\n\r\n";

    var allowed = RawHttp.send(port, preflight.formatted(PAGE) + get("/y", ""), false);
    var other = RawHttp.send(port, preflight.formatted("https://evil.example"), false);

    assertThat(statuses(allowed)).isEqualTo("204 200");
    assertThat(allowed.text())
        .contains("access-control-allow-origin: " + PAGE, "access-control-max-age: ")
        .containsPattern("access-control-allow-methods: .*PATCH")
        .containsPattern(
            "access-control-allow-headers: .*Authorization.*Kith-After.*Upload-Offset");
    assertThat(other.text()).contains("OPTIONS /x").doesNotContain("access-control-allow");
  }

  private static String get(String path, String headers) {
    return "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n".formatted(path, headers);
  }

  private static String statuses(RawHttp.Received received) {
    return Pattern.compile("HTTP/1\\.1 (\\d{3})")
        .matcher(received.text())
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.joining(" "));
  }
}
