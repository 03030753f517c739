package dev.kith.local.door;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which nodes are ready: each is asked once a second. One that was not, or did not answer, twice in
 * a row is not until it says that it is again; one that nobody has asked yet is.
 */
final class Health {

  private static final String READY = "/q/health/ready";
  private static final long EVERY_MILLIS = 1_000;
  private static final long WITHIN_MILLIS = 2_000;
  private static final int MISSES = 2;

  private final HttpClient client;
  private final Map<URI, AtomicInteger> misses = new ConcurrentHashMap<>();

  private Health(HttpClient client) {
    this.client = client;
  }

  /** Begins to ask. */
  static Health watch(Vertx vertx, Iterable<URI> nodes) {
    var health =
        new Health(
            vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) WITHIN_MILLIS)));
    for (URI node : nodes) {
      var missed = new AtomicInteger();
      health.misses.put(node, missed);
      vertx.setPeriodic(EVERY_MILLIS, _ -> health.ask(node, missed));
    }
    return health;
  }

  boolean isReady(URI node) {
    var missed = misses.get(node);
    return missed == null || missed.get() < MISSES;
  }

  private void ask(URI node, AtomicInteger missed) {
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
        .compose(answer -> answer.body().map(answer.statusCode()))
        .map(status -> status == 200)
        .otherwise(false)
        .onSuccess(isReady -> missed.updateAndGet(before -> isReady ? 0 : before + 1));
  }
}
