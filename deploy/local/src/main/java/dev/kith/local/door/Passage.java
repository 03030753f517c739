package dev.kith.local.door;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
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
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Passes HTTP on to one service, bodies and event streams as they come. */
final class Passage implements Handler<HttpServerRequest>, ProxyInterceptor {

  /** For the head of an answer; its body may take as long as it likes. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  private static final Set<HttpMethod> SAFE_TO_REPEAT =
      Set.of(
          HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

  private final Vertx vertx;
  private final Targets targets;
  private final HttpProxy proxy;

  Passage(Vertx vertx, HttpClient client, Targets targets) {
    this.vertx = vertx;
    this.targets = targets;
    // WebSockets take the Tunnel
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
    HostAndPort asked = request.proxiedRequest().authority();
    if (asked != null) {
      request.setAuthority(asked);
    }
    return context
        .sendRequest()
        .recover(failure -> Future.succeededFuture(problem(request, failure)));
  }

  private Future<HttpClientRequest> connect(ProxyContext context) {
    return targets
        .connect(context.client(), context.request().proxiedRequest())
        .onSuccess(this::limitTime);
  }

  private void limitTime(HttpClientRequest request) {
    long timer =
        vertx.setTimer(
            ANSWER_WITHIN.toMillis(), _ -> request.reset(0, new TimeoutException("no answer")));
    request.response().onComplete(_ -> vertx.cancelTimer(timer));
  }

  private ProxyResponse problem(ProxyRequest request, Throwable failure) {
    boolean repeatable =
        failure instanceof Unreachable || SAFE_TO_REPEAT.contains(request.getMethod());
    Problem problem =
        repeatable ? Problem.unavailable(targets.service()) : Problem.answerLost(targets.service());
    ProxyResponse response = request.release().response().setStatusCode(problem.status());
    problem.putHeadersInto(response.headers());
    return response.setBody(Body.body(problem.body()));
  }
}
