package dev.kith.door;

import dev.kith.door.nodes.NodeSelector;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tunnel of WebSockets to one service: forwards the opening request unchanged, then bytes in both
 * directions. Whatever the result of the opening, and whichever side ends first, the other side is
 * closed, too.
 *
 * <p>It replaces the tunnel of the proxy library, which buffers without limit for a slow reader and
 * drops the body of a refusal. This one applies back-pressure to the service, as without a front
 * door.
 */
final class WebSocketTunnel implements Handler<HttpServerRequest> {

  /** The subprotocol of the notifier. */
  static final String PROTOCOL = "kith.v1";

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final short TRY_AGAIN = 1013;

  private final HttpClient client;
  private final NodeSelector nodeSelector;

  WebSocketTunnel(HttpClient client, NodeSelector nodeSelector) {
    this.client = client;
    this.nodeSelector = nodeSelector;
  }

  static boolean takes(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  @Override
  public void handle(HttpServerRequest request) {
    // bytes that the client sends before the service is connected wait in its socket
    request.pause();
    Opening opening = new Opening(request);
    request.response().closeHandler(_ -> opening.clientLeft());
    nodeSelector.connect(client, request).onSuccess(opening::ask).onFailure(_ -> opening.refuse());
  }

  /**
   * State of one opening until it becomes a session or is refused; on the event loop of the
   * client's connection.
   */
  private final class Opening {

    private final HttpServerRequest request;
    private boolean clientLeft;
    private @Nullable HttpClientRequest asked;

    Opening(HttpServerRequest request) {
      this.request = request;
    }

    void clientLeft() {
      clientLeft = true;
      if (asked != null) {
        end(asked);
      }
    }

    void ask(HttpClientRequest opening) {
      asked = opening;
      if (clientLeft) {
        end(opening);
        return;
      }
      opening.headers().addAll(request.headers());
      String authority = NodeSelector.target(request).authority();
      if (authority != null) {
        opening.headers().set(HttpHeaders.HOST, authority);
      }
      // browsers differ in the other values of this header
      opening.headers().set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
      // a broken tunnel is not a failure of the opening request: join() handles it
      opening.exceptionHandler(_ -> {});
      opening
          .connect()
          .onSuccess(answer -> answered(opening, answer))
          .onFailure(_ -> {
            end(opening);
            refuse();
          });
    }

    private void answered(HttpClientRequest opening, HttpClientResponse answer) {
      if (clientLeft) {
        end(opening);
        return;
      }
      request.response().setStatusCode(answer.statusCode());
      request.response().headers().addAll(answer.headers());
      if (answer.statusCode() == SWITCHING_PROTOCOLS) {
        open(answer.netSocket());
      } else {
        request.resume();
        // the HTTP client keeps this connection open, whatever the response
        answer.pipeTo(request.response()).onComplete(_ -> end(opening));
      }
    }

    private void open(NetSocket service) {
      request
          .toNetSocket()
          .onSuccess(socket -> {
            join(socket, service);
            join(service, socket);
          })
          .onFailure(_ -> service.close());
    }

    private static void end(HttpClientRequest opening) {
      var _ = opening.connection().close();
    }

    void refuse() {
      if (!clientLeft) {
        if (offersProtocol(request)) {
          closeWithTryAgain();
        } else {
          request.resume();
          Problem.unavailable(nodeSelector.service()).send(request.response());
        }
      }
    }

    private void closeWithTryAgain() {
      request
          .toWebSocket()
          .onSuccess(socket -> {
            socket.exceptionHandler(_ -> {});
            socket.close(TRY_AGAIN, nodeSelector.service().fullName() + " does not answer");
          });
    }
  }

  /**
   * Whether to refuse with a close code: a browser shows its page the close code, but not the HTTP
   * status.
   */
  private static boolean offersProtocol(HttpServerRequest request) {
    String protocols = request.getHeader("Sec-WebSocket-Protocol");
    return protocols != null
        && Arrays.stream(protocols.split(",", -1)).map(String::strip).anyMatch(PROTOCOL::equals);
  }

  /** Pipes one direction; closes the other side when this one ends or breaks. */
  private static void join(NetSocket from, NetSocket to) {
    from.pipeTo(to).onComplete(_ -> to.close());
  }
}
