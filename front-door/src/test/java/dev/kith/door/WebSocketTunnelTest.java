package dev.kith.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.door.routing.Service;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketTunnelTest {

  private final Town town = new Town();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.shutdownNow();
    town.close();
  }

  @Test
  void frames_pass_both_ways_from_the_first_moment() throws Exception {
    town.node(
        Service.NOTIFIER,
        request ->
            accept(
                request,
                socket -> {
                  socket.writeTextMessage("hello " + request.getHeader("Sec-WebSocket-Protocol"));
                  socket.textMessageHandler(text -> socket.writeTextMessage("heard " + text));
                }));
    URI door = town.open();

    // the first frame arrives together with the response to the opening and must not be lost
    for (int round = 0; round < 100; round++) {
      Frames frames = new Frames();
      WebSocket socket = connect(door, frames);
      assertThat(frames.received.take()).isEqualTo("hello kith.v1, bearer.t");
      socket.sendText("a".repeat(20_000), true).join();
      assertThat(frames.received.take()).isEqualTo("heard " + "a".repeat(20_000));
      socket.abort();
    }
  }

  @Test
  void a_close_reaches_the_client_with_its_code() throws Exception {
    town.node(
        Service.NOTIFIER,
        request -> accept(request, socket -> socket.close((short) 4401, "expired")));
    URI door = town.open();

    Frames frames = new Frames();
    connect(door, frames);

    assertThat(frames.closed.join()).isEqualTo(4401);
  }

  @Test
  void a_client_that_is_gone_is_gone_for_the_service() throws Exception {
    CompletableFuture<Void> left = new CompletableFuture<>();
    town.node(
        Service.NOTIFIER,
        request -> accept(request, socket -> socket.closeHandler(left::complete)));
    URI door = town.open();

    connect(door, new Frames()).abort();

    assertThat(left).succeedsWithin(Duration.ofMinutes(1));
  }

  @Test
  void a_refusal_comes_back_as_it_was_given() throws Exception {
    town.node(
        Service.NOTIFIER,
        request ->
            request
                .response()
                .setStatusCode(401)
                .putHeader("WWW-Authenticate", "Bearer")
                .end("no"));
    URI door = town.open();

    assertThatThrownBy(() -> connect(door, new Frames()))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> {
              assertThat(refused.getResponse().statusCode()).isEqualTo(401);
              assertThat(refused.getResponse().headers().firstValue("www-authenticate"))
                  .contains("Bearer");
            });
  }

  @Test
  void a_service_that_is_down_closes_with_1013_which_a_browser_tells_its_page() throws Exception {
    town.nodeThatIsDown(Service.NOTIFIER);
    URI door = town.open();

    Frames frames = new Frames();
    WebSocket socket = connect(door, frames);

    assertThat(socket.getSubprotocol()).isEqualTo("kith.v1");
    assertThat(frames.closed.join()).isEqualTo(1013);
  }

  @Test
  void a_service_that_is_down_refuses_others_with_503() throws Exception {
    town.nodeThatIsDown(Service.NOTIFIER);
    URI door = town.open();

    assertThatThrownBy(() -> connect(door, new Frames(), "other"))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(503));
  }

  private WebSocket connect(URI door, WebSocket.Listener listener) {
    return connect(door, listener, "kith.v1", "bearer.t");
  }

  private WebSocket connect(
      URI door, WebSocket.Listener listener, String protocol, String... protocols) {
    return client
        .newWebSocketBuilder()
        .subprotocols(protocol, protocols)
        .buildAsync(URI.create("ws://" + door.getAuthority() + "/v1/users/alice/updates"), listener)
        .join();
  }

  private static void accept(HttpServerRequest request, Consumer<ServerWebSocket> then) {
    Future<ServerWebSocket> socket = request.toWebSocket();
    socket.onSuccess(then::accept);
  }

  private static final class Frames implements WebSocket.Listener {
    final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        received.add(parts.toString());
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }
}
