package dev.kith.local.door;

import dev.kith.http.RequestTarget;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The nodes of one service, asked in turn: first the one that owns what a request is about, which
 * any other would pass it on to; then those that are ready; and if none of these can be reached,
 * the others.
 */
final class NodeSelector {

  private final Service service;
  private final Nodes nodes;
  private final NodeHealth nodeHealth;
  private final AtomicInteger turn = new AtomicInteger();

  NodeSelector(Service service, Nodes nodes, NodeHealth nodeHealth) {
    this.service = service;
    this.nodes = nodes;
    this.nodeHealth = nodeHealth;
  }

  Service service() {
    return service;
  }

  /**
   * A request like this one, over a connection that stands; nothing has been sent yet. Fails with
   * {@link NoNodeReachable}.
   */
  Future<HttpClientRequest> connect(HttpClient client, HttpServerRequest request) {
    RequestTarget.Resource target = target(request);
    return connect(client, request.method(), target.uri(), inTurn(request, target.path()));
  }

  /** The door has routed by it: it is none that is refused. */
  static RequestTarget.Resource target(HttpServerRequest request) {
    return (RequestTarget.Resource) RequestTarget.parse(request.uri());
  }

  private Deque<Node> inTurn(HttpServerRequest request, String path) {
    List<Node> all = nodes.all();
    if (all.size() == 1) {
      return new ArrayDeque<>(all);
    }
    Optional<String> requestSubject = RequestSubject.of(request, path);
    int first = Math.floorMod(turn.getAndIncrement(), all.size());
    List<Node> turned = new ArrayList<>(all.subList(first, all.size()));
    turned.addAll(all.subList(0, first));
    // stable: the turn stays among those that are alike
    turned.sort(
        Comparator.comparing((Node node) -> !nodeHealth.isReady(node))
            .thenComparing(node ->
                requestSubject.filter(address -> nodeHealth.owns(node, address)).isEmpty()));
    return new ArrayDeque<>(turned);
  }

  private Future<HttpClientRequest> connect(
      HttpClient client, HttpMethod method, String uri, Deque<Node> left) {
    URI node = left.removeFirst().url();
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(node.getHost())
            .setPort(node.getPort())
            .setURI(uri);
    return client
        .request(options)
        .recover(failure ->
            left.isEmpty()
                ? Future.failedFuture(new NoNodeReachable(service, failure))
                : connect(client, method, uri, left));
  }
}
