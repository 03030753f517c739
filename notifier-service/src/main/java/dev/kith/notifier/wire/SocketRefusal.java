package dev.kith.notifier.wire;

import dev.kith.kit.problem.Problem;
import io.vertx.core.http.HttpServerRequest;

/**
 * Refusal of a WebSocket with a close code. Browsers hide the HTTP status of a failed handshake
 * from the page, so if the client offers {@code kith.v1}, the handshake is completed and the socket
 * closed at once.
 */
public final class SocketRefusal {

  private SocketRefusal() {}

  /**
   * Whether the client offers the subprotocol, so that it gets a close code instead of a status.
   */
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
