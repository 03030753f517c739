package dev.kith.notifier.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** HTTP server for tests, with the notifier's options, that hands over its clients' connections. */
public final class ConnectionServer implements AutoCloseable {

  private static final int MAX_CLIENT_FRAME = 1_024;

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();
  private final Frames frames = new Frames(new ObjectMapper());
  private final int port;

  /** Connection of a client, for use on its event loop. */
  public record Accepted(ClientConnection connection, Context context) {

    /** Runs an action on the event loop and waits for its end. */
    public void run(Runnable action) {
      var done = new CompletableFuture<Void>();
      context.runOnContext(_ -> {
        try {
          action.run();
          done.complete(null);
        } catch (RuntimeException | AssertionError failure) {
          done.completeExceptionally(failure);
        }
      });
      done.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  public ConnectionServer() {
    var options =
        new HttpServerOptions()
            .setMaxWebSocketFrameSize(MAX_CLIENT_FRAME)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1));
    port =
        vertx
            .createHttpServer(options)
            .requestHandler(this::accept)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  public Frames frames() {
    return frames;
  }

  public int port() {
    return port;
  }

  /** The connection of the next client. */
  public Accepted next() throws InterruptedException {
    var next = accepted.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no client has connected");
    }
    return next;
  }

  private void accept(HttpServerRequest request) {
    if (SocketToken.isSocket(request)) {
      var channel = FrameGuard.channel(request);
      var _ =
          request
              .toWebSocket()
              .onSuccess(socket -> {
                socket.exceptionHandler(_ -> {});
                var connection = new WebSocketConnection(socket, channel);
                socket.closeHandler(_ -> connection.closed());
                add(connection);
              });
    } else {
      var connection = SseConnection.of(request, frames);
      request.response().exceptionHandler(_ -> connection.closed());
      request.response().closeHandler(_ -> connection.closed());
      connection.begin();
      add(connection);
    }
  }

  private void add(ClientConnection connection) {
    accepted.add(new Accepted(connection, vertx.getOrCreateContext()));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
