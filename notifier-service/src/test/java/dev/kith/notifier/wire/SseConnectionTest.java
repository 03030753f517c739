package dev.kith.notifier.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.notifier.replica.Cursor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Encoded frames on real event streams, among ordinary frames, in both versions of HTTP. */
class SseConnectionTest {

  private static final Cursor CURSOR = new Cursor(5, 901, "Q7xk_1aB");

  private final ConnectionServer server = new ConnectionServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void events_of_both_kinds_arrive_in_order_and_the_end_comes_last(HttpClient.Version version)
      throws IOException, InterruptedException {
    try (var http = HttpClient.newBuilder().version(version).build()) {
      var stream = http.sendAsync(request(), HttpResponse.BodyHandlers.ofLines());
      var accepted = server.next();
      var connection = accepted.connection();
      var shared = frame(Optional.of(CURSOR), "shared");

      accepted.run(() -> {
        connection.write(FrameForm.EVENT_STREAM.encodeSnapshotHello("hello".getBytes(UTF_8)));
        for (var i = 0; i < 100; i++) {
          connection.write(shared);
          connection.send("sent " + i);
          connection.write(frame(Optional.empty(), "written " + i));
        }
        connection.flush();
        connection.close(CloseCode.RESTARTING, "restarting");
        connection.write(frame(Optional.empty(), "too late"));
        connection.flush();
      });

      var response = stream.join();
      assertThat(response.version()).isEqualTo(version);
      assertThat(response.body().toList()).isEqualTo(expected());
    }
  }

  private static byte[] frame(Optional<Cursor> cursor, String json) {
    return FrameForm.EVENT_STREAM.encode(cursor, json.getBytes(UTF_8));
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port())).build();
  }

  private static Iterable<String> expected() {
    var lines = new ArrayList<>(Stream.of("retry: 1000", "", "id: -", "data: hello", "").toList());
    for (var i = 0; i < 100; i++) {
      lines.addAll(Stream.of("id: " + CURSOR, "data: shared", "").toList());
      lines.addAll(Stream.of("data: sent " + i, "", "data: written " + i, "").toList());
    }
    lines.addAll(
        Stream.of("data: {\"type\":\"end\",\"code\":1012,\"reason\":\"restarting\"}", "").toList());
    return lines;
  }
}
