package dev.kith.notifier.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Encoded frames on real WebSockets, among ordinary frames. */
class WebSocketConnectionTest {

  private final ConnectionServer server = new ConnectionServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void frames_of_both_kinds_arrive_in_the_order_in_which_they_were_written()
      throws IOException, InterruptedException {
    try (var client = new RawSocket(server.port())) {
      var accepted = server.next();
      var connection = accepted.connection();

      var expected = new ArrayList<String>();
      for (var i = 0; i < 100; i++) {
        expected.addAll(List.of("written " + i, "sent " + i, "ping", "then " + i));
      }
      accepted.run(() -> {
        for (var i = 0; i < 100; i++) {
          connection.write(frame("written " + i));
          connection.send("sent " + i);
          connection.ping();
          connection.write(frame("then " + i));
        }
        connection.flush();
      });

      assertThat(received(client, expected.size())).isEqualTo(expected);
    }
  }

  @Test
  void frames_of_all_lengths_arrive_whole_and_in_order() throws IOException, InterruptedException {
    var random = new Random(1);
    var expected =
        IntStream.range(0, 300)
            .mapToObj(i -> i + "x".repeat(random.nextInt(i % 7 == 0 ? 60_000 : 1_500)))
            .toList();
    try (var client = new RawSocket(server.port())) {
      var accepted = server.next();

      accepted.run(() -> {
        for (var text : expected) {
          accepted.connection().write(frame(text));
          if (random.nextInt(20) == 0) {
            accepted.connection().flush();
          }
        }
        accepted.connection().flush();
      });

      assertThat(received(client, expected.size())).isEqualTo(expected);
    }
  }

  @Test
  void written_frames_wait_for_the_flush() throws IOException, InterruptedException {
    try (var client = new RawSocket(server.port())) {
      var accepted = server.next();

      accepted.run(() -> accepted.connection().write(frame("one")));
      assertThat(client.hasInput()).isFalse();
      accepted.run(accepted.connection()::flush);

      assertThat(client.next()).contains("one");
    }
  }

  @Test
  void clients_share_a_frame() throws IOException, InterruptedException {
    var shared = frame("x".repeat(100_000));
    try (var one = new RawSocket(server.port());
        var other = new RawSocket(server.port())) {
      for (var accepted : List.of(server.next(), server.next())) {
        accepted.run(() -> {
          accepted.connection().write(shared);
          accepted.connection().write(shared);
          accepted.connection().flush();
        });
      }

      assertThat(received(one, 2)).containsOnly("x".repeat(100_000));
      assertThat(received(other, 2)).containsOnly("x".repeat(100_000));
    }
  }

  @Test
  void a_close_frame_comes_after_what_was_written_and_nothing_after_it()
      throws IOException, InterruptedException {
    try (var client = new RawSocket(server.port())) {
      var accepted = server.next();
      var connection = accepted.connection();

      accepted.run(() -> {
        connection.write(frame("last"));
        connection.close(CloseCode.TRY_AGAIN, "too slow");
        connection.write(frame("too late"));
        connection.flush();
      });

      assertThat(received(client, 2)).containsExactly("last", "close 1013");
      client.send("88820000000003f5");
      assertThat(client.next()).as("after the close frame").isEmpty();
    }
  }

  @Test
  void nothing_follows_the_answer_to_a_clients_close_frame()
      throws IOException, InterruptedException {
    try (var client = new RawSocket(server.port())) {
      var accepted = server.next();

      client.send("88820000000003e8");
      assertThat(client.next()).contains("close 1000");
      accepted.run(() -> {
        accepted.connection().write(frame("too late"));
        accepted.connection().flush();
      });

      assertThat(client.next()).as("after the close frame").isEmpty();
    }
  }

  @Test
  void a_client_that_does_not_read_is_full_until_it_has_read()
      throws IOException, InterruptedException {
    try (var client = new RawSocket(server.port())) {
      var accepted = server.next();
      var connection = accepted.connection();
      var drained = new CountDownLatch(1);
      var written = new ArrayList<String>();

      accepted.run(() -> {
        while (!connection.isFull()) {
          var text = written.size() + "x".repeat(1_000);
          written.add(text);
          connection.write(frame(text));
          if (written.size() % 10 == 0) {
            connection.flush();
          }
        }
        connection.whenDrained(drained::countDown);
        connection.flush();
      });
      assertThat(written).hasSizeBetween(10, 100_000);

      assertThat(received(client, written.size())).isEqualTo(written);
      assertThat(drained.await(10, TimeUnit.SECONDS)).isTrue();
      accepted.run(() -> assertThat(connection.isFull()).isFalse());
    }
  }

  @Test
  void a_closed_connection_is_not_full_and_drops_frames() throws IOException, InterruptedException {
    ConnectionServer.Accepted accepted;
    try (var _ = new RawSocket(server.port())) {
      accepted = server.next();
    }
    var connection = accepted.connection();
    var ended = new CountDownLatch(1);
    accepted
        .context()
        .owner()
        .setPeriodic(
            1,
            timer -> {
              if (!connection.isOpen()) {
                ended.countDown();
                accepted.context().owner().cancelTimer(timer);
              }
            });
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();

    accepted.run(() -> {
      connection.write(frame("too late"));
      connection.flush();
    });
  }

  private static byte[] frame(String text) {
    return FrameForm.WEB_SOCKET.encode(Optional.empty(), text.getBytes(UTF_8));
  }

  private static List<String> received(RawSocket client, int count) throws IOException {
    var received = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      received.add(client.next().orElse("nothing"));
    }
    return received;
  }
}
