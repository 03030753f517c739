package dev.kith.local.door;

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
final class Targets {

  private final Service service;
  private final Nodes nodes;
  private final Health health;
  private final AtomicInteger turn = new AtomicInteger();

  Targets(Service service, Nodes nodes, Health health) {
    this.service = service;
    this.nodes = nodes;
    this.health = health;
  }

  Service service() {
    return service;
  }

  /**
   * A request like this one, over a connection that stands; nothing has been sent yet. Fails with
   * {@link Unreachable}.
   */
  Future<HttpClientRequest> connect(HttpClient client, HttpServerRequest request) {
    return connect(client, request.method(), request.uri(), inTurn(request));
  }

  private Deque<URI> inTurn(HttpServerRequest request) {
    List<URI> urls = nodes.urls();
    if (urls.size() == 1) {
      return new ArrayDeque<>(urls);
    }
    Optional<String> about = About.of(request);
    int first = Math.floorMod(turn.getAndIncrement(), urls.size());
    List<URI> turned = new ArrayList<>(urls.subList(first, urls.size()));
    turned.addAll(urls.subList(0, first));
    // stable: the turn stays among those that are alike
    turned.sort(
        Comparator.comparing((URI node) -> !health.isReady(node))
            .thenComparing(node -> about.filter(address -> health.owns(node, address)).isEmpty()));
    return new ArrayDeque<>(turned);
  }

  private Future<HttpClientRequest> connect(
      HttpClient client, HttpMethod method, String uri, Deque<URI> left) {
    URI node = left.removeFirst();
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
                ? Future.failedFuture(new Unreachable(service, failure))
                : connect(client, method, uri, left));
  }
}
