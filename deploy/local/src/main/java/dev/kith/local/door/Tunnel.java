package dev.kith.local.door;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;

/**
 * Passes a WebSocket on to one service: the opening request as it is, then bytes both ways.
 *
 * <p>Not the proxy library's own: that one reads on while the other side is slow, without bound,
 * and cuts the body off a refusal. Here the slow reader's service feels it, as it would without a
 * front door.
 */
final class Tunnel implements Handler<HttpServerRequest> {

  private static final int SWITCHING_PROTOCOLS = 101;

  private final HttpClient client;
  private final Targets targets;

  Tunnel(HttpClient client, Targets targets) {
    this.client = client;
    this.targets = targets;
  }

  static boolean takes(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  @Override
  public void handle(HttpServerRequest request) {
    // what the client sends before the other end is there waits in its socket
    request.pause();
    targets
        .connect(client, request)
        .compose(opening -> open(request, opening))
        .onSuccess(answer -> answered(request, answer))
        .onFailure(_ -> refuse(request));
  }

  private Future<HttpClientResponse> open(HttpServerRequest request, HttpClientRequest opening) {
    opening.headers().addAll(request.headers());
    // browsers differ in what else they name here
    opening.headers().set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    // a tunnel that breaks is no failure of the request that opened it: join() sees to that
    opening.exceptionHandler(_ -> {});
    return opening.connect();
  }

  private void answered(HttpServerRequest request, HttpClientResponse answer) {
    answer.pause();
    HttpServerResponse response = request.response();
    response.setStatusCode(answer.statusCode());
    MultiMap headers = answer.headers();
    response.headers().addAll(headers);
    if (answer.statusCode() == SWITCHING_PROTOCOLS) {
      NetSocket service = answer.netSocket();
      request
          .toNetSocket()
          .onSuccess(client -> {
            join(client, service);
            join(service, client);
          })
          .onFailure(_ -> service.close());
    } else {
      request.resume();
      var _ = answer.pipeTo(response);
    }
  }

  /** Ends the other side when this one ends or breaks. */
  private static void join(NetSocket from, NetSocket to) {
    from.pipeTo(to).onComplete(_ -> to.close());
  }

  private void refuse(HttpServerRequest request) {
    request.resume();
    Problem.unavailable(targets.service()).send(request.response());
  }
}
