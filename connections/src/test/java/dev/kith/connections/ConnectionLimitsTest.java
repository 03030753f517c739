package dev.kith.connections;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.connections.ConnectionListener.Reason;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of connection limits with a Vert.x server and plain sockets as clients. */
class ConnectionLimitsTest {

  private static final Duration SHORT = Duration.ofMillis(1_500);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int ENOUGH = 1_000;
  private static final String GET = "GET / HTTP/1.1\r\nHost: d\r\n\r\n";
  private static final String SLOW = "GET /slow HTTP/1.1\r\nHost: d\r\n\r\n";

  private final List<Socket> sockets = new ArrayList<>();
  private final BlockingQueue<Reason> reasons = new LinkedBlockingQueue<>();
  private Vertx vertx = Vertx.vertx();
  private int port;

  private final ConnectionLimits patient =
      ConnectionLimits.DEFAULT.withTotal(ENOUGH).withTimeouts(LONG, LONG, LONG);

  private void open(ConnectionLimits limits) {
    var bounds = new BoundedTransport.Bounds(limits, (reason, _) -> reasons.add(reason));
    vertx = BoundedTransport.vertx(new VertxOptions(), _ -> bounds);
    port =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .requestHandler(ConnectionLimitsTest::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  private static void answer(HttpServerRequest request) {
    if (request.path().equals("/socket")) {
      var _ = request.toWebSocket();
    } else if (!request.path().equals("/slow")) {
      request.bodyHandler(_ -> request.response().end("here"));
    }
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_client_at_its_limit_is_refused_until_it_closes_a_connection() throws Exception {
    open(patient.withPerClient(2));
    Socket first = connect(SLOW);
    connect(SLOW);
    TimeUnit.MILLISECONDS.sleep(100);

    assertThat(head(connect(GET)))
        .contains("HTTP/1.1 503", "Retry-After: 1", "application/problem+json");
    assertThat(reasons.poll(5, TimeUnit.SECONDS)).isEqualTo(Reason.CLIENT);

    first.close();
    assertThat(eventuallyAnswered()).isTrue();
  }

  @Test
  void a_server_at_its_limit_refuses_and_reports_it() throws Exception {
    open(patient.withTotal(2));
    connect(SLOW);
    connect(SLOW);
    TimeUnit.MILLISECONDS.sleep(100);

    assertThat(head(connect(GET))).contains("HTTP/1.1 503");
    assertThat(reasons.poll(5, TimeUnit.SECONDS)).isEqualTo(Reason.TOTAL);
  }

  @Test
  void connections_without_a_request_are_evicted() throws Exception {
    open(patient.withPerClient(3));
    connect("");
    connect("GET / HT");
    Socket kept = connect(GET);
    assertThat(head(kept)).contains("HTTP/1.1 200");
    TimeUnit.MILLISECONDS.sleep(1_100);

    for (int more = 0; more < 3; more++) {
      assertThat(head(connect(SLOW.replace("/slow", "/")))).contains("HTTP/1.1 200");
    }
    assertThat(reasons).containsOnly(Reason.EVICTED);
  }

  @Test
  void a_head_that_arrives_too_slowly_ends_the_connection() throws Exception {
    open(patient.withTimeouts(SHORT, LONG, LONG));
    Socket dripping = connect("GET / HTTP/1.1\r\n");
    long start = System.nanoTime();
    boolean isOpen = true;
    while (isOpen && System.nanoTime() - start < Duration.ofSeconds(10).toNanos()) {
      isOpen = writes(dripping, "X");
      TimeUnit.MILLISECONDS.sleep(50);
    }

    assertThat(isOpen).isFalse();
    assertThat(reasons).containsOnly(Reason.SLOW_HEAD);
  }

  @Test
  void a_body_that_arrives_too_slowly_ends_the_connection() throws Exception {
    open(patient.withTimeouts(LONG, LONG, SHORT));
    Socket socket = connect("POST / HTTP/1.1\r\nHost: d\r\nContent-Length: 10000\r\n\r\nx");

    assertThat(socket.getInputStream().read()).isEqualTo(-1);
    assertThat(reasons).containsExactly(Reason.SLOW_BODY);
  }

  @Test
  void a_connection_without_a_request_is_closed_when_it_is_idle_for_too_long() throws Exception {
    open(patient.withTimeouts(LONG, SHORT, LONG));
    Socket silent = connect("");

    assertThat(silent.getInputStream().read()).isEqualTo(-1);
    assertThat(reasons).containsExactly(Reason.IDLE);
  }

  @Test
  void an_idle_connection_is_closed_after_its_timeout() throws Exception {
    open(patient.withTimeouts(LONG, SHORT, LONG));
    Socket socket = connect(GET);
    assertThat(head(socket)).contains("HTTP/1.1 200");
    assertThat(answered(socket)).isTrue();

    assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
    assertThat(reasons).containsExactly(Reason.IDLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/slow", "/socket"})
  void a_request_in_progress_is_never_evicted(String path) throws Exception {
    open(patient.withTimeouts(SHORT, SHORT, SHORT));
    Socket socket =
        connect(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    TimeUnit.MILLISECONDS.sleep(SHORT.multipliedBy(2).toMillis());

    assertThat(reasons).isEmpty();
    assertThat(writes(socket, "")).isTrue();
  }

  @Test
  void the_number_of_pipelined_requests_is_limited() throws Exception {
    open(patient);
    Socket socket = connect(SLOW.repeat(200));

    assertThat(socket.getInputStream().read()).isEqualTo(-1);
    assertThat(reasons).containsExactly(Reason.PIPELINED);
  }

  @Test
  void behind_a_trusted_proxy_the_client_is_the_last_address_that_is_no_proxy() throws Exception {
    open(patient.withPerClient(1).withTrustedProxies(List.of("127.0.0.0/8")));
    connect(from("9.9.9.9, 192.0.2.1", SLOW));
    TimeUnit.MILLISECONDS.sleep(100);

    assertThat(head(connect(from("192.0.2.1, 192.0.2.2", GET)))).contains("HTTP/1.1 200");
    assertThat(head(connect(from("8.8.8.8, 192.0.2.1", GET)))).contains("HTTP/1.1 503");
    assertThat(head(connect(from("192.0.2.2, 127.0.0.9", GET)))).contains("HTTP/1.1 200");
    Socket other = connect(from("192.0.2.1", GET));
    assertThat(head(other)).contains("HTTP/1.1 503");
  }

  @Test
  void a_forwarded_header_is_ignored_without_a_trusted_proxy() throws Exception {
    open(patient.withPerClient(1));
    connect(from("192.0.2.1", SLOW));
    TimeUnit.MILLISECONDS.sleep(100);

    assertThat(head(connect(from("192.0.2.2", GET)))).contains("HTTP/1.1 503");
  }

  private static String from(String forwarded, String request) {
    return request.replace("Host: d", "Host: d\r\nX-Forwarded-For: " + forwarded);
  }

  private boolean eventuallyAnswered() throws Exception {
    long start = System.nanoTime();
    while (System.nanoTime() - start < Duration.ofSeconds(5).toNanos()) {
      if (head(connect(GET)).contains("HTTP/1.1 200")) {
        return true;
      }
    }
    return false;
  }

  private static boolean answered(Socket socket) throws IOException {
    writes(socket, GET);
    return head(socket).contains("HTTP/1.1 200");
  }

  private Socket connect(String sent) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    sockets.add(socket);
    writes(socket, sent);
    return socket;
  }

  private static boolean writes(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** Reads up to the end of the headers. */
  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    int next = socket.getInputStream().read();
    while (next >= 0 && !head.toString().endsWith("\r\n\r\n")) {
      head.append((char) next);
      if (head.toString().endsWith("\r\n\r\n")) {
        break;
      }
      next = socket.getInputStream().read();
    }
    return head.toString();
  }
}
