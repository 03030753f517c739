package dev.kith.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.connections.ConnectionLimits;
import dev.kith.door.routing.Service;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that the limits of connections are in force at the front door. */
class ConnectionBoundTest {

  private final Town town = new Town();
  private final BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void a_client_has_no_more_connections_than_its_bound() throws Exception {
    town.node(Service.PROFILE, held::add);
    URI door = town.open(ConnectionLimits.DEFAULT.withPerClient(2));

    assertThatTheThirdIsRefused(door, "client");
  }

  @Test
  void all_clients_have_no_more_connections_than_the_bound_of_all() throws Exception {
    town.node(Service.PROFILE, held::add);
    URI door = town.open(ConnectionLimits.DEFAULT.withTotal(2));

    assertThatTheThirdIsRefused(door, "total");
  }

  private void assertThatTheThirdIsRefused(URI door, String limit) throws Exception {
    try (Socket first = asking(door);
        Socket second = asking(door)) {
      // their requests are in progress, so neither connection makes room for another
      HttpServerRequest one = Objects.requireNonNull(held.poll(10, TimeUnit.SECONDS));
      HttpServerRequest other = Objects.requireNonNull(held.poll(10, TimeUnit.SECONDS));

      try (Socket third = asking(door)) {
        assertThat(status(third)).isEqualTo("HTTP/1.1 503");
      }
      var _ = one.response().end();
      var _ = other.response().end();
      assertThat(status(first)).isEqualTo("HTTP/1.1 200");
      assertThat(status(second)).isEqualTo("HTTP/1.1 200");
    }
    assertThat(held).as("requests that came further").isEmpty();
    assertThat(town.told()).singleElement().asString().contains("limit: " + limit);
  }

  private static Socket asking(URI door) throws IOException {
    Socket socket = new Socket(door.getHost(), door.getPort());
    socket.setSoTimeout(10_000);
    socket
        .getOutputStream()
        .write("GET /v1/users HTTP/1.1\r\nHost: d\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }
}
