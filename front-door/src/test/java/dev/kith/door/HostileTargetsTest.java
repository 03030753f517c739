package dev.kith.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.door.routing.Routes;
import dev.kith.door.routing.Service;
import dev.kith.http.TargetTables;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests malformed request targets over raw sockets, because HTTP clients refuse to send them. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileTargetsTest {

  private static final String SOCKET =
      "\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

  private final Town town = new Town();
  private URI door = URI.create("http://none");

  static List<String> refused() {
    return TargetTables.refused("alice");
  }

  static List<TargetTables.Normal> passedOn() {
    return TargetTables.normal("alice").stream()
        .filter(normal -> Routes.serviceFor(path(normal)).isPresent())
        .toList();
  }

  static List<TargetTables.Normal> ofNoService() {
    return TargetTables.normal("alice").stream()
        .filter(normal -> Routes.serviceFor(path(normal)).isEmpty())
        .toList();
  }

  private static String path(TargetTables.Normal normal) {
    return normal.form().replaceFirst("\\?.*", "");
  }

  @BeforeAll
  void open() throws IOException {
    for (Service service : Service.values()) {
      town.node(service, HostileTargetsTest::answer);
    }
    door = town.open();
  }

  @AfterAll
  void close() {
    town.close();
  }

  private static void answer(HttpServerRequest request) {
    var _ = request.response().end("asked " + request.uri() + " at " + request.authority());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_has_no_normal_form_comes_to_no_service(String target) throws IOException {
    for (String method : List.of("GET ", "POST ", "OPTIONS ")) {
      assertThat(sent(method + target + " HTTP/1.1"))
          .startsWith("HTTP/1.1 400 ")
          .doesNotContain("asked ");
    }
    assertThat(sent("GET " + target + " HTTP/1.0" + SOCKET)).contains(" 400 ");
  }

  @ParameterizedTest
  @MethodSource("passedOn")
  void a_service_is_sent_the_normal_form_alone(TargetTables.Normal normal) throws IOException {
    assertThat(sent("GET " + normal.target() + " HTTP/1.1"))
        .startsWith("HTTP/1.1 200 ")
        .contains("asked " + normal.form() + " at ");
  }

  @ParameterizedTest
  @MethodSource("ofNoService")
  void what_the_table_has_not_comes_to_no_service(TargetTables.Normal normal) throws IOException {
    assertThat(sent("GET " + normal.target() + " HTTP/1.1"))
        .startsWith("HTTP/1.1 404 ")
        .doesNotContain("asked ");
  }

  @Test
  void the_host_of_a_whole_url_goes_before_the_header() throws IOException {
    assertThat(sent("GET http://kith.example/v1 HTTP/1.1")).contains("at kith.example");
  }

  @Test
  void the_server_as_a_whole_tells_its_methods_and_is_no_proxy() throws IOException {
    assertThat(sent("OPTIONS * HTTP/1.1")).startsWith("HTTP/1.1 204 ").contains("GET, HEAD");
    assertThat(sent("GET * HTTP/1.1")).startsWith("HTTP/1.1 400 ");
    assertThat(sent("CONNECT example.com:443 HTTP/1.1")).startsWith("HTTP/1.1 501 ");
  }

  private String sent(String head) throws IOException {
    String close = head.contains("Upgrade:") ? "" : "\r\nConnection: close";
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              (head + close + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
