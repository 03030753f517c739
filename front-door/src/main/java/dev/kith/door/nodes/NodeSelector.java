package dev.kith.door.nodes;

import dev.kith.door.routing.RequestSubject;
import dev.kith.door.routing.Service;
import dev.kith.http.RequestPlacement;
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
 * Selector of the node for a request to one service. The order is: the partition owner, because any
 * other node would have to forward the request; then other ready nodes in turn; then, if none can
 * be reached, the rest.
 */
public final class NodeSelector {

  private final Service service;
  private final Nodes nodes;
  private final NodeHealth nodeHealth;
  private final AtomicInteger turn = new AtomicInteger();

  public NodeSelector(Service service, Nodes nodes, NodeHealth nodeHealth) {
    this.service = service;
    this.nodes = nodes;
    this.nodeHealth = nodeHealth;
  }

  public Service service() {
    return service;
  }

  /**
   * Opens a connection to a node and creates a request like this one; nothing has been sent yet.
   * Fails with {@link NoNodeReachable}.
   */
  public Future<HttpClientRequest> connect(HttpClient client, HttpServerRequest request) {
    RequestTarget.Resource target = target(request);
    return connect(client, request.method(), target.uri(), inTurn(request, target.path()));
  }

  /** Returns the target of a routed request, which is valid because the request was routed. */
  public static RequestTarget.Resource target(HttpServerRequest request) {
    return (RequestTarget.Resource) RequestTarget.parse(request.uri());
  }

  private Deque<Node> inTurn(HttpServerRequest request, String path) {
    List<Node> all = nodes.all();
    if (all.size() == 1) {
      return new ArrayDeque<>(all);
    }
    Optional<String> requestSubject = RequestSubject.of(request, path);
    RequestPlacement placement = RequestPlacement.of(path);
    int first = Math.floorMod(turn.getAndIncrement(), all.size());
    List<Node> turned = new ArrayList<>(all.subList(first, all.size()));
    turned.addAll(all.subList(0, first));
    // the sort is stable: equal nodes keep their order
    turned.sort(
        Comparator.comparing((Node node) -> !nodeHealth.isReady(node))
            .thenComparing(node ->
                requestSubject
                    .filter(address -> nodeHealth.owns(node, address, placement))
                    .isEmpty()));
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
