package dev.kith.local.door;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The nodes of one service, asked in turn; one that cannot be reached is passed over. */
final class Targets {

  private final Service service;
  private final List<URI> nodes;
  private final AtomicInteger turn = new AtomicInteger();

  Targets(Service service, List<URI> nodes) {
    this.service = service;
    this.nodes = List.copyOf(nodes);
  }

  Service service() {
    return service;
  }

  /**
   * A request over a connection that stands; nothing has been sent yet. Fails with {@link
   * Unreachable}.
   */
  Future<HttpClientRequest> connect(HttpClient client, HttpMethod method, String uri) {
    int first = Math.floorMod(turn.getAndIncrement(), nodes.size());
    return connect(client, method, uri, first, nodes.size());
  }

  private Future<HttpClientRequest> connect(
      HttpClient client, HttpMethod method, String uri, int next, int left) {
    URI node = nodes.get(next);
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(node.getHost())
            .setPort(node.getPort())
            .setURI(uri);
    return client
        .request(options)
        .recover(failure ->
            left == 1
                ? Future.failedFuture(new Unreachable(service, failure))
                : connect(client, method, uri, (next + 1) % nodes.size(), left - 1));
  }
}
