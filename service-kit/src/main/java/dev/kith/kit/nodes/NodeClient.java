package dev.kith.kit.nodes;

import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** HTTP client for requests to the other nodes of this service. */
@ApplicationScoped
public class NodeClient {

  private static final int CONNECT_MILLIS = 2_000;
  private static final long ANSWER_MILLIS = TimeUnit.SECONDS.toMillis(20);

  /** Connections per node; a request that finds none free waits for one. */
  private static final int CONNECTIONS = 64;

  private final NodeSecret secret;
  private final HttpClient client;
  private final HttpClient forwarding;

  /** Complete response of a node. */
  public record Said(int status, MultiMap headers, Buffer body) {}

  @Inject
  NodeClient(NodeSecret secret, Vertx vertx, KithConfig settings) {
    this(secret, vertx, settings.requests().ownerTimeout());
  }

  /**
   * Creates clients whose connections are closed if a request is in progress and neither side has
   * sent anything for {@code silence}.
   */
  public NodeClient(NodeSecret secret, Vertx vertx, Duration silence) {
    this.secret = secret;
    var options =
        new HttpClientOptions()
            .setMaxPoolSize(CONNECTIONS)
            .setTcpNoDelay(true)
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout((int) silence.toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    this.client = vertx.createHttpClient(options);
    // separate pools: a forwarded request may wait for a query between nodes, which then needs a
    // connection
    this.forwarding = vertx.createHttpClient(options);
  }

  /** Request to a node, with the node secret. */
  public RequestOptions request(HttpMethod method, PartitionOwners.Node node, String path) {
    return new RequestOptions()
        .setMethod(method)
        .setHost(node.host().host())
        .setPort(node.host().port())
        .setURI(path)
        .setTimeout(ANSWER_MILLIS)
        .putHeader(Headers.NODE_SECRET, secret.text());
  }

  /** Sends a request and reads the whole response; fails if there is none. */
  public Future<Said> ask(RequestOptions request, @Nullable Buffer body) {
    // each step is composed inside the one before, on the response's thread: added from another
    // thread, a handler may miss the response's body and wait indefinitely
    return client
        .request(request)
        .compose(open -> (body == null ? open.send() : open.send(body)).compose(NodeClient::whole));
  }

  /** Client for forwarded requests, which are streamed. */
  HttpClient connections() {
    return forwarding;
  }

  private static Future<Said> whole(HttpClientResponse answer) {
    return answer.body().map(body -> new Said(answer.statusCode(), answer.headers(), body));
  }
}
