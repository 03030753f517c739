package dev.kith.local.door;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which nodes are ready, and what each owns: each is asked once a second. One that was not ready,
 * or did not answer, twice in a row is not until it says that it is again; one that nobody has
 * asked yet is.
 */
final class Health {

  private static final String READY = "/q/health/ready";
  private static final long EVERY_MILLIS = 1_000;
  private static final long WITHIN_MILLIS = 2_000;
  private static final int MISSES = 2;

  private final HttpClient client;
  private final Map<URI, Known> known = new ConcurrentHashMap<>();

  /** Of a node: how often in a row it was not ready, and what it owned when it last was. */
  private record Known(int misses, Owned owned) {
    Known missed() {
      return new Known(misses + 1, owned);
    }
  }

  private Health(HttpClient client) {
    this.client = client;
  }

  /** Begins to ask. */
  static Health watch(Vertx vertx, Iterable<URI> nodes) {
    var health =
        new Health(
            vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) WITHIN_MILLIS)));
    for (URI node : nodes) {
      health.known.put(node, new Known(0, Owned.NOTHING));
      health.ask(node);
      vertx.setPeriodic(EVERY_MILLIS, _ -> health.ask(node));
    }
    return health;
  }

  boolean isReady(URI node) {
    Known of = known.get(node);
    return of == null || of.misses < MISSES;
  }

  /** Whether that address is in a partition of that node, as far as is known. */
  boolean owns(URI node, String address) {
    Known of = known.get(node);
    return of != null && of.owned.has(address);
  }

  private void ask(URI node) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(node.getHost())
            .setPort(node.getPort())
            .setURI(READY)
            .setTimeout(WITHIN_MILLIS);
    client
        .request(options)
        .compose(request -> request.send())
        .compose(
            answer -> answer.body().map(body -> answered(answer.statusCode(), body.toString())))
        .onSuccess(answer -> known.put(node, answer))
        .onFailure(_ -> missed(node));
  }

  private static Known answered(int status, String health) {
    if (status != 200) {
      throw new IllegalStateException("not ready");
    }
    return new Known(0, owned(health));
  }

  private static Owned owned(String health) {
    try {
      return Owned.read(new JsonObject(health));
    } catch (DecodeException | ClassCastException | NumberFormatException notOfKith) {
      return Owned.NOTHING;
    }
  }

  private void missed(URI node) {
    known.computeIfPresent(node, (_, before) -> before.missed());
  }
}
