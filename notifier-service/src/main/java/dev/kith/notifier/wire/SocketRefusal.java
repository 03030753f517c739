package dev.kith.notifier.wire;

import dev.kith.kit.problem.Problem;
import io.vertx.core.http.HttpServerRequest;

/**
 * Refuses the opening of a WebSocket with a close code. A browser tells its page nothing of an HTTP
 * status, so where {@code kith.v1} is offered the opening is accepted and closed at once.
 */
public final class SocketRefusal {

  private SocketRefusal() {}

  /** Whether the client learns more from a close code than from a status. */
  public static boolean isFor(HttpServerRequest request) {
    return SocketToken.isSocket(request)
        && SocketToken.offersProtocol(request.getHeader("Sec-WebSocket-Protocol"));
  }

  public static void send(HttpServerRequest request, Problem problem) {
    var channel = FrameGuard.channel(request);
    try {
      request
          .toWebSocket()
          .onSuccess(socket -> {
            // the client may break the connection at any time
            socket.exceptionHandler(_ -> {});
            if (FrameGuard.ignoreAll(channel)) {
              new WebSocketConnection(socket, channel)
                  .close(CloseCode.of(problem), problem.title());
            }
          });
    } catch (IllegalStateException clientGone) {
      // the client closed its side of the connection while its token was checked
      var _ = request.connection().close();
    }
  }
}
