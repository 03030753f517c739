package dev.kith.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.door.routing.Service;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that an opening which does not become a session leaves no connection to the service open.
 */
class TunnelEndTest {

  private static final int OPENINGS = 200;
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final String OPENING =
      """
      GET /v1/users/alice/updates HTTP/1.1
      Host: d
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """
          .replace("\n", "\r\n");

  private final Town town = new Town();

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void a_refused_opening_leaves_nothing_open() throws Exception {
    town.node(Service.NOTIFIER, request -> request.response().setStatusCode(401).end("no"));
    URI door = town.open();

    for (int number = 0; number < OPENINGS; number++) {
      try (Socket socket = opening(door)) {
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 401");
      }
    }

    awaitConnections(0);
  }

  @Test
  void a_refusal_without_a_body_and_one_whose_client_stays_leave_nothing_open() throws Exception {
    town.node(Service.NOTIFIER, request -> request.response().setStatusCode(204).end());
    URI door = town.open();

    try (Socket socket = opening(door)) {
      socket.getInputStream().readNBytes(12);

      awaitConnections(0);
    }
  }

  @Test
  void a_client_that_leaves_before_the_answer_leaves_nothing_open() throws Exception {
    CompletableFuture<HttpServerRequest> asked = new CompletableFuture<>();
    town.node(Service.NOTIFIER, asked::complete);
    URI door = town.open();

    opening(door).close();

    asked.join();
    awaitConnections(0);
  }

  @Test
  void a_client_that_leaves_in_the_middle_of_a_refusal_leaves_nothing_open() throws Exception {
    town.node(
        Service.NOTIFIER,
        request -> request.response().setStatusCode(403).setChunked(true).write("because "));
    URI door = town.open();

    try (Socket socket = opening(door)) {
      socket.getInputStream().readNBytes(12);
    }

    awaitConnections(0);
  }

  @Test
  void a_session_that_is_accepted_after_the_client_left_is_ended() throws Exception {
    CompletableFuture<HttpServerRequest> asked = new CompletableFuture<>();
    town.node(
        Service.NOTIFIER,
        request -> {
          request.pause();
          asked.complete(request);
        });
    URI door = town.open();

    Socket socket = opening(door);
    HttpServerRequest request = asked.join();
    // the front door may notice the client's end before or after the response
    var _ = request.toWebSocket();
    socket.setSoLinger(true, 0);
    socket.close();

    awaitConnections(0);
  }

  @Test
  void a_service_that_ends_the_connection_in_place_of_an_answer_is_a_503() throws Exception {
    town.node(Service.NOTIFIER, request -> request.connection().close());
    URI door = town.open();

    try (Socket socket = opening(door)) {
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 503");
    }
    awaitConnections(0);
  }

  private static Socket opening(URI door) throws IOException {
    Socket socket = new Socket(door.getHost(), door.getPort());
    socket.setSoTimeout((int) SOON.toMillis());
    socket.getOutputStream().write(OPENING.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private void awaitConnections(int expected) throws InterruptedException {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (town.connections() != expected && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(town.connections()).as("connections to the service").isEqualTo(expected);
  }
}
