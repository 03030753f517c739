package dev.kith.door;

import dev.kith.door.nodes.NoNodeReachable;
import dev.kith.door.nodes.NodeSelector;
import dev.kith.http.RequestTarget;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Set;

/** Proxy of HTTP requests to one service; streams bodies and event streams unchanged. */
final class ProxyHandler implements Handler<HttpServerRequest>, ProxyInterceptor {

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final Set<HttpMethod> IDEMPOTENT_WRITES =
      Set.of(HttpMethod.PUT, HttpMethod.DELETE);

  /** Value of {@code Via}, which RFC 9110 7.6.3 requires of a gateway. */
  private static final String VIA = "1.1 kith-front-door";

  private final NodeSelector nodeSelector;
  private final HttpProxy proxy;

  ProxyHandler(HttpClient client, NodeSelector nodeSelector) {
    this.nodeSelector = nodeSelector;
    // WebSocketTunnel handles WebSockets
    this.proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
            .origin(this::connect)
            .addInterceptor(this);
  }

  @Override
  public void handle(HttpServerRequest request) {
    proxy.handle(request);
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    ProxyRequest request = context.request();
    RequestTarget.Resource target = NodeSelector.target(request.proxiedRequest());
    request.setURI(target.uri());
    HostAndPort asked =
        target.authority() == null
            ? request.proxiedRequest().authority()
            : HostAndPort.parseAuthority(target.authority(), -1);
    if (asked != null) {
      request.setAuthority(asked);
    }
    // the front door has answered it
    request.headers().remove(HttpHeaders.EXPECT);
    request.headers().add("Via", VIA);
    return context
        .sendRequest()
        .recover(failure -> Future.succeededFuture(problem(request, failure)));
  }

  private Future<HttpClientRequest> connect(ProxyContext context) {
    return nodeSelector.connect(context.client(), context.request().proxiedRequest());
  }

  private ProxyResponse problem(ProxyRequest request, Throwable failure) {
    Problem problem = problem(request.getMethod(), failure);
    ProxyResponse response = request.release().response().setStatusCode(problem.status());
    problem.putHeadersInto(response.headers());
    return response.setBody(Body.body(problem.body()));
  }

  private Problem problem(HttpMethod method, Throwable failure) {
    if (failure instanceof NoNodeReachable || READING.contains(method)) {
      return Problem.unavailable(nodeSelector.service());
    }
    return IDEMPOTENT_WRITES.contains(method)
        ? Problem.connectionBroke(nodeSelector.service())
        : Problem.answerLost(nodeSelector.service());
  }
}
