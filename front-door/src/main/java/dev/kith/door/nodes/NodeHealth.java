package dev.kith.door.nodes;

import dev.kith.http.RequestPlacement;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Health checker of nodes, for services with several nodes: reads each node's readiness and
 * partitions from its management port once a second. A node that was not ready or did not answer
 * twice in a row counts as not ready until it reports ready again.
 */
public final class NodeHealth {

  private static final String READY = "/q/health/ready";
  private static final long CHECK_INTERVAL_MILLIS = 1_000;
  private static final long TIMEOUT_MILLIS = 2_000;
  private static final int MISSES = 2;

  private final HttpClient client;
  private final List<Nodes> services;
  private final Consumer<String> tells;
  private final Map<Node, Known> known = new ConcurrentHashMap<>();

  /** State of a node: number of consecutive failures, and its partitions when it was last ready. */
  private record Known(int misses, PartitionOwnership owned) {
    static final Known NEVER_READY = new Known(MISSES, PartitionOwnership.NOTHING);

    boolean isReady() {
      return misses < MISSES;
    }

    Known missed() {
      return new Known(misses + 1, owned);
    }
  }

  private NodeHealth(HttpClient client, Collection<Nodes> services, Consumer<String> tells) {
    this.client = client;
    this.services = List.copyOf(services);
    this.tells = tells;
  }

  /** Starts the checks; {@code tells} receives a line when a node becomes ready or no longer is. */
  public static NodeHealth watch(Vertx vertx, Collection<Nodes> services, Consumer<String> tells) {
    var nodeHealth =
        new NodeHealth(
            vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) TIMEOUT_MILLIS)),
            services,
            tells);
    nodeHealth.askAll();
    vertx.setPeriodic(CHECK_INTERVAL_MILLIS, _ -> nodeHealth.askAll());
    return nodeHealth;
  }

  boolean isReady(Node node) {
    return known.getOrDefault(node, Known.NEVER_READY).isReady();
  }

  /** Whether the node owns the address's partition, according to its last readiness. */
  boolean owns(Node node, String address, RequestPlacement placement) {
    return known.getOrDefault(node, Known.NEVER_READY).owned.has(address, placement);
  }

  private void askAll() {
    Set<Node> nodes =
        services.stream()
            .map(Nodes::all)
            .filter(all -> all.size() > 1)
            .flatMap(List::stream)
            .collect(Collectors.toSet());
    known.keySet().retainAll(nodes);
    nodes.forEach(this::ask);
  }

  private void ask(Node node) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(node.management().getHost())
            .setPort(node.management().getPort())
            .setURI(READY)
            .setTimeout(TIMEOUT_MILLIS);
    client
        .request(options)
        .compose(request -> request.send().compose(NodeHealth::answered))
        .onSuccess(answer -> learn(node, answer))
        .onFailure(_ -> learn(node, known.getOrDefault(node, Known.NEVER_READY).missed()));
  }

  private void learn(Node node, Known now) {
    boolean wasReady = isReady(node);
    if (now.isReady() != wasReady) {
      tells.accept(node.url() + (wasReady ? " is no longer ready" : " is ready"));
    }
    known.put(node, now);
  }

  private static Future<Known> answered(HttpClientResponse answer) {
    return answer.statusCode() == 200
        ? answer.body().map(body -> new Known(0, owned(body.toString())))
        : Future.failedFuture("not ready");
  }

  private static PartitionOwnership owned(String nodeHealth) {
    try {
      return PartitionOwnership.read(new JsonObject(nodeHealth));
    } catch (DecodeException | ClassCastException | NumberFormatException notOfKith) {
      return PartitionOwnership.NOTHING;
    }
  }
}
