package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BodyLimitFilterTest {

  private static final int MAXIMUM = 100;
  private static final int PICTURE = 1_000;

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static int port;

  @BeforeAll
  static void listen() {
    var router = Router.router(VERTX);
    new BodyLimitFilter(
            new ObjectMapper(),
            List.of(path ->
                path.endsWith("/picture") ? OptionalLong.of(PICTURE) : OptionalLong.empty()),
            MAXIMUM,
            MAXIMUM)
        .install(router);
    router.route().last().handler(BodyLimitFilterTest::answer);
    port =
        VERTX
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  @AfterAll
  static void close() {
    CLIENT.close();
    VERTX.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** How many bytes the filter has read, or else the resource reads. */
  private static void answer(RoutingContext context) {
    var readAhead = context.body().buffer();
    if (readAhead != null) {
      context.response().end("read ahead " + readAhead.length());
    } else {
      var _ =
          context
              .request()
              .body()
              .onSuccess(body -> context.response().end("read " + body.length()));
    }
  }

  @Test
  void a_body_up_to_the_limit_is_taken() throws Exception {
    assertThat(put("/v1/x", MAXIMUM).body()).isEqualTo("read 100");
    assertThat(chunked("/v1/x", MAXIMUM).body()).isEqualTo("read ahead 100");
  }

  @Test
  void a_longer_one_is_413_by_its_length() throws Exception {
    assertRefused(put("/v1/x", MAXIMUM + 1), MAXIMUM);
  }

  @Test
  void a_longer_one_without_a_length_is_413_when_it_has_become_too_long() throws Exception {
    assertRefused(chunked("/v1/x", MAXIMUM + 1), MAXIMUM);
    assertRefused(chunked("/v1/x", 1_000_000), MAXIMUM);
  }

  @Test
  void a_path_of_large_bodies_has_its_own_limit_and_reads_them_itself() throws Exception {
    assertThat(put("/v1/picture", PICTURE).body()).isEqualTo("read 1000");
    assertThat(chunked("/v1/picture", PICTURE + 1).body()).isEqualTo("read 1001");
    assertRefused(put("/v1/picture", PICTURE + 1), PICTURE);
  }

  /** The client sends the body after five seconds in any case. */
  @Test
  void a_client_that_waits_for_100_before_a_chunked_body_gets_it() throws Exception {
    var body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[MAXIMUM]));
    var expecting =
        request("/v1/x").expectContinue(true).timeout(Duration.ofSeconds(4)).PUT(body).build();

    assertThat(CLIENT.send(expecting, BodyHandlers.ofString()).body()).isEqualTo("read ahead 100");
  }

  @Test
  void a_request_without_a_body_is_not_read() throws Exception {
    var get = request("/v1/x").GET().build();

    assertThat(CLIENT.send(get, BodyHandlers.ofString()).body()).isEqualTo("read 0");
  }

  @Test
  void a_limit_that_does_not_fit_into_the_buffer_stops_the_start() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BodyLimitFilter(new ObjectMapper(), List.of(), 101, 100))
        .withMessageContaining("100 bytes");
  }

  private static void assertRefused(HttpResponse<String> response, int limit) {
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.headers().firstValue("Connection")).contains("close");
    assertThat(response.body()).contains("/too-large", "At most " + limit + " bytes");
  }

  private static HttpResponse<String> put(String path, int bytes)
      throws IOException, InterruptedException {
    var body = BodyPublishers.ofByteArray(new byte[bytes]);
    return CLIENT.send(request(path).PUT(body).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> chunked(String path, int bytes)
      throws IOException, InterruptedException {
    var body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]));
    return CLIENT.send(request(path).POST(body).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }
}
