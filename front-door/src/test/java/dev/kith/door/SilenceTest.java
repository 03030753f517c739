package dev.kith.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.door.routing.Service;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the idle timeout: the front door gives up on a silent service, but not on a slow active
 * one.
 */
class SilenceTest {

  private static final Duration SILENCE = Duration.ofSeconds(3);
  private static final int PIECES = 12;
  private static final long BETWEEN_MILLIS = 500;

  private final Town town = new Town();

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void a_service_that_says_nothing_is_not_waited_for() throws Exception {
    town.node(Service.PROFILE, _ -> {});
    URI door = town.open(SILENCE);

    assertThat(answer(door, "GET /v1/users", 0))
        .startsWith("HTTP/1.1 503 ")
        .contains("application/problem+json");
    assertThat(answer(door, "POST /v1/users", 0))
        .startsWith("HTTP/1.1 502 ")
        .contains("answer-lost");
  }

  @Test
  void a_body_that_takes_longer_than_that_arrives_as_long_as_it_goes_on() throws Exception {
    town.node(
        Service.PROFILE,
        request -> request.bodyHandler(body -> request.response().end(body.length() + " bytes")));
    URI door = town.open(SILENCE);

    assertThat(answer(door, "PUT /v1/users/me/picture", PIECES))
        .startsWith("HTTP/1.1 200 ")
        .endsWith(PIECES + " bytes");
  }

  @Test
  void a_stream_that_says_something_now_and_then_is_not_ended() throws Exception {
    Vertx vertx = Vertx.vertx();
    town.node(
        Service.NOTIFIER,
        request -> {
          request.response().setChunked(true).write("begin");
          vertx.setTimer(SILENCE.toMillis() / 2, _ -> request.response().write("ping"));
          vertx.setTimer(SILENCE.toMillis() * 5 / 4, _ -> request.response().end("end"));
        });
    URI door = town.open(SILENCE);

    assertThat(answer(door, "GET /v1/users/me/updates", 0)).contains("begin", "ping", "end");
    Town.await(vertx.close());
  }

  /** The response to a request whose body arrives slowly, byte by byte. */
  private static String answer(URI door, String request, int length)
      throws IOException, InterruptedException {
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      OutputStream out = socket.getOutputStream();
      String headers = "Host: d\r\nConnection: close\r\nContent-Length: " + length;
      write(out, request + " HTTP/1.1\r\n" + headers + "\r\n\r\n");
      for (int number = 0; number < length; number++) {
        Thread.sleep(BETWEEN_MILLIS);
        write(out, "x");
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
