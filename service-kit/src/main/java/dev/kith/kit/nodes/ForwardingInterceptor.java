package dev.kith.kit.nodes;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.RawProblem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Set;

/**
 * Proxy interceptor that adds the node secret to a forwarded request and answers with 503 if the
 * other node does not respond.
 */
final class ForwardingInterceptor implements ProxyInterceptor {

  private static final Set<Integer> BODILESS = Set.of(204, 304);

  private final NodeSecret secret;
  private final ObjectMapper json;

  ForwardingInterceptor(NodeSecret secret, ObjectMapper json) {
    this.secret = secret;
    this.json = json;
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext proxied) {
    proxied.request().putHeader(Headers.NODE_SECRET, secret.text());
    return proxied
        .sendRequest()
        .map(ForwardingInterceptor::withoutEmptyBody)
        .recover(unreachable -> Future.succeededFuture(notReady(proxied)));
  }

  /** These responses never have a body, and the proxy would wait for one indefinitely. */
  private static ProxyResponse withoutEmptyBody(ProxyResponse response) {
    return BODILESS.contains(response.getStatusCode()) ? response.setBody(null) : response;
  }

  private ProxyResponse notReady(ProxyContext proxied) {
    var problem = NodeForwarder.unreachable();
    return proxied
        .request()
        .release()
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Retry-After", "1")
        .setBody(Body.body(Buffer.buffer(RawProblem.bytes(json, problem))));
  }
}
