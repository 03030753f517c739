package dev.kith.local.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.local.base.CliException;
import dev.kith.local.token.Address;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatcherTest {

  private static final String HELLO = "{\"type\":\"hello\",\"recovered\":false}";
  private static final String SYNCED = "{\"type\":\"synced\",\"cursor\":\"5:901\"}";

  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final StringWriter printed = new StringWriter();

  /** Frames that each connection receives before it is closed. */
  private List<List<String>> sent = List.of(List.of(HELLO, SYNCED));

  private short closeCode = 1013;

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_lost_connection_is_opened_again_where_it_was_until_the_token_is_refused() {
    Watcher watcher =
        new Watcher(door(), new Address("alice"), () -> "t", true, new PrintWriter(printed));

    assertThatThrownBy(watcher::watch)
        .isInstanceOf(CliException.class)
        .hasMessageContaining("does not accept a token of this key (401)");

    assertThat(asked)
        .containsExactly("/v1/users/alice/updates", "/v1/users/alice/updates?cursor=5%3A901");
    assertThat(printed.toString().lines())
        .startsWith(HELLO, SYNCED, "-- closed with 1013, reconnecting");
  }

  @Test
  void a_connection_that_is_lost_within_a_snapshot_begins_with_a_snapshot_again() {
    sent = List.of(List.of(HELLO, SYNCED), List.of(HELLO));
    Watcher watcher =
        new Watcher(door(), new Address("alice"), () -> "t", true, new PrintWriter(printed));

    assertThatThrownBy(watcher::watch).isInstanceOf(CliException.class);

    assertThat(asked)
        .containsExactly(
            "/v1/users/alice/updates",
            "/v1/users/alice/updates?cursor=5%3A901",
            "/v1/users/alice/updates");
  }

  @Test
  void an_opening_that_is_closed_with_4401_is_as_one_that_is_refused() {
    sent = List.of(List.of());
    closeCode = 4401;
    Watcher watcher =
        new Watcher(door(), new Address("alice"), () -> "t", true, new PrintWriter(printed));

    assertThatThrownBy(watcher::watch)
        .isInstanceOf(CliException.class)
        .hasMessageContaining("does not accept a token of this key (401)");
    assertThat(asked).hasSize(1);
  }

  /** Accepts and closes the first connections, refuses the next. */
  private URI door() {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  private void answer(HttpServerRequest request) {
    asked.add(request.uri());
    if (asked.size() > sent.size()) {
      request.response().setStatusCode(401).end();
      return;
    }
    request
        .toWebSocket()
        .onSuccess(socket -> {
          sent.get(asked.size() - 1).forEach(socket::writeTextMessage);
          socket.close(closeCode);
        });
  }
}
