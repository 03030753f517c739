package dev.kith.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kith.door.FrontDoor;
import dev.kith.http.connection.AllowedOrigins;
import dev.kith.local.token.LocalKey;
import dev.kith.local.token.Token;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the API in a separate front door, over raw sockets with the headers of a browser. */
class LocalApiTest {

  private static final String ALICE = "{\"user\":\"alice\"}";
  private static final String JSON = "Content-Type: application/json\r\n";

  @TempDir private Path data = Path.of("");

  private final Vertx vertx = Vertx.vertx();
  private int port;

  @BeforeEach
  void open() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    // all origins may use the API of this stack, and still get no token
    FrontDoor.Options options =
        new FrontDoor.Options(AllowedOrigins.of(List.of("*")), List.of(api()), _ -> {});
    FrontDoor.open(vertx, "127.0.0.1", port, Map.of(), options);
  }

  private LocalApi api() throws IOException {
    return new LocalApi(LocalKey.in(data), "127.0.0.1:9092", "http://127.0.0.1:8085");
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_user_gets_a_token_that_expires_within_the_hour() throws IOException {
    String answer = post(JSON + "Origin: http://localhost:" + port + "\r\n", ALICE);

    assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("cache-control: no-store");
    String token = json(answer).getString("token");
    JsonObject claims =
        new JsonObject(
            new String(
                Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    assertThat(claims.getString("sub")).isEqualTo("alice");
    assertThat(claims.getString("iss")).isEqualTo(Token.ISSUER);
    assertThat(claims.getJsonArray("groups")).isEmpty();
    assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(3_600);
  }

  @Test
  void the_console_learns_that_the_stack_is_local() throws IOException {
    String answer = sent("GET /local HTTP/1.1\r\nHost: localhost:" + port + "\r\n", "");

    assertThat(json(answer))
        .isEqualTo(
            new JsonObject()
                .put("broker", "127.0.0.1:9092")
                .put("registry", "http://127.0.0.1:8085"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "X-Forwarded-For: 203.0.113.7\r\n"
      })
  void a_request_of_another_site_or_of_a_proxy_gets_none(String header) throws IOException {
    String answer = post(JSON + header, ALICE);

    assertThat(answer).startsWith("HTTP/1.1 403 ").contains("/problems/local-only");
    assertThat(answer).doesNotContain("\"token\"");
  }

  @Test
  void another_machine_gets_none() throws IOException {
    var other = nonLoopback();
    assumeThat(other).as("an address of this machine that is not loopback").isPresent();
    FrontDoor.Options options = new FrontDoor.Options(AllowedOrigins.NONE, List.of(api()), _ -> {});
    try (ServerSocket free = new ServerSocket(0, 1, other.get())) {
      port = free.getLocalPort();
    }
    FrontDoor.open(vertx, other.get().getHostAddress(), port, Map.of(), options);

    try (Socket socket = new Socket(other.get(), port)) {
      String head = "POST /local/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + JSON;
      String rest = "Content-Length: " + ALICE.length() + "\r\n\r\n" + ALICE;
      socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403 ")
          .contains("machine");
    }
  }

  private static Optional<InetAddress> nonLoopback() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }

  @Test
  void a_name_that_was_rebound_to_this_machine_gets_none() throws IOException {
    for (String head : List.of("POST /local/token", "GET /local")) {
      String rebound = "Host: evil.example:" + port + "\r\nOrigin: http://evil.example:" + port;

      assertThat(sent(head + " HTTP/1.1\r\n" + rebound + "\r\n" + JSON, ALICE))
          .startsWith("HTTP/1.1 403 ")
          .doesNotContain("\"token\"", "9092");
    }
  }

  @Test
  void a_form_gets_none_and_no_other_method_does() throws IOException {
    assertThat(post("Content-Type: text/plain\r\n", ALICE)).startsWith("HTTP/1.1 415 ");
    assertThat(post("", ALICE)).startsWith("HTTP/1.1 415 ");
    String get = sent("GET /local/token HTTP/1.1\r\nHost: localhost:" + port + "\r\n", "");
    assertThat(get).startsWith("HTTP/1.1 405 ").containsIgnoringCase("allow: POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"user\":1}",
        "{\"user\":null}",
        "{\"user\":\"\"}",
        "{\"user\":\"me\"}",
        "{\"user\":\"group:42\"}",
        "{\"user\":\"a b\"}"
      })
  void what_names_no_user_is_refused(String body) throws IOException {
    assertThat(post(JSON, body)).startsWith("HTTP/1.1 400 ").contains("ADDRESS");
  }

  @Test
  void a_large_body_is_not_read() throws IOException {
    assertThat(post(JSON, "{\"user\":\"" + "a".repeat(1_024) + "\"}")).startsWith("HTTP/1.1 413 ");
  }

  private String post(String headers, String body) throws IOException {
    return sent("POST /local/token HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + headers, body);
  }

  private String sent(String head, String body) throws IOException {
    String rest = "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonObject json(String answer) {
    return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }
}
