package dev.kith.kit.nodes;

import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.Partitions;
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

/** The connections to the other nodes of this service. */
@ApplicationScoped
public class NodeClient {

  private static final int CONNECT_MILLIS = 2_000;
  private static final long ANSWER_MILLIS = TimeUnit.SECONDS.toMillis(20);

  /** To each node; what finds none free waits for one. */
  private static final int CONNECTIONS = 64;

  private final NodeSecret secret;
  private final HttpClient client;
  private final HttpClient passing;

  /** What a node said, whole. */
  public record Said(int status, MultiMap headers, Buffer body) {}

  @Inject
  NodeClient(NodeSecret secret, Vertx vertx, KithConfig settings) {
    this(secret, vertx, settings.requests().ownerTimeout());
  }

  /**
   * Connections that are ended when there is a request in them and neither side has sent anything
   * for so long.
   */
  NodeClient(NodeSecret secret, Vertx vertx, Duration silence) {
    this.secret = secret;
    var options =
        new HttpClientOptions()
            .setMaxPoolSize(CONNECTIONS)
            .setTcpNoDelay(true)
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout((int) silence.toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    this.client = vertx.createHttpClient(options);
    // apart: what is passed on may have to wait for a question, and that must find a connection
    this.passing = vertx.createHttpClient(options);
  }

  /** A request to a node, which will know that a node sends it. */
  public RequestOptions request(HttpMethod method, Partitions.Node node, String path) {
    return new RequestOptions()
        .setMethod(method)
        .setHost(node.host().host())
        .setPort(node.host().port())
        .setURI(path)
        .setTimeout(ANSWER_MILLIS)
        .putHeader(Headers.NODE_SECRET, secret.text());
  }

  /** Sends it, and reads the whole answer; fails if there is none. */
  public Future<Said> ask(RequestOptions request, @Nullable Buffer body) {
    // each step within the one before, where the answer comes: added to it from another thread, it
    // may find that the answer's body has been and gone, and wait for ever
    return client
        .request(request)
        .compose(open -> (body == null ? open.send() : open.send(body)).compose(NodeClient::whole));
  }

  /** For what is passed on as it comes. */
  HttpClient connections() {
    return passing;
  }

  private static Future<Said> whole(HttpClientResponse answer) {
    return answer.body().map(body -> new Said(answer.statusCode(), answer.headers(), body));
  }
}
