package dev.kith.kit.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.Partitions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks other nodes of the service on a caller's behalf, where the path does not tell whose data it
 * is about, or tells it of another than the one it is about, so that {@link OwnerRoutingFilter}
 * cannot: creations, look-ups, lists of all, pairs.
 */
@ApplicationScoped
public class NodeForwarder {

  /** Whoever goes on with another node's part may read stores: no work for an event loop. */
  private static final Executor READERS = Executors.newVirtualThreadPerTaskExecutor();

  /** For what a node asks on its own, of stores alone. */
  private static final long QUESTION_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private static final List<String> HEADERS_BACK =
      List.of(
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.CACHE_CONTROL,
          HttpHeaders.ETAG,
          HttpHeaders.LOCATION,
          "Retry-After",
          Headers.POSITION);

  private static final List<String> CONDITIONS =
      List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, Headers.AFTER);

  private final Partitions partitions;
  private final ObjectMapper json;
  private final NodeClient nodes;

  NodeForwarder(Partitions partitions, ObjectMapper json, NodeClient nodes) {
    this.partitions = partitions;
    this.json = json;
    this.nodes = nodes;
  }

  /** Where the request has to go; nothing if it is right here, or was passed on once already. */
  public Optional<Partitions.Node> elsewhere(Address owner, HttpHeaders headers) {
    return isPassedOn(headers)
        ? Optional.empty()
        : partitions.owner(owner).filter(node -> !node.isHere());
  }

  /** Whether another node asks, who asks no further: what is not here is not ready. */
  public static boolean isPassedOn(HttpHeaders headers) {
    return headers.getHeaderString(Headers.NODE_SECRET) != null;
  }

  /** The other node's answer to the same request. */
  public CompletionStage<Response> post(
      Partitions.Node node, String path, HttpHeaders headers, JsonNode body) {
    return answer(ask(request(HttpMethod.POST, node, path, headers), body));
  }

  /**
   * The other node's answer to a request without a body, such as PUT or DELETE, on the same
   * conditions.
   */
  public CompletionStage<Response> bodiless(
      String method, Partitions.Node node, String path, HttpHeaders headers) {
    var request = request(HttpMethod.valueOf(method), node, path, headers);
    CONDITIONS.forEach(name -> copy(name, headers, request));
    return answer(ask(request, null));
  }

  /**
   * The other node's part of an answer.
   *
   * @param body posted; null asks with GET
   * @return fails with {@link ProblemException} 503 if the node does not answer with 200
   */
  public CompletionStage<JsonNode> part(
      Partitions.Node node, String path, HttpHeaders headers, @Nullable JsonNode body) {
    var method = body == null ? HttpMethod.GET : HttpMethod.POST;
    var request = request(method, node, path, headers);
    copy(Headers.AFTER, headers, request);
    return json(request, body);
  }

  /**
   * What a node asks another on its own, without anybody's token, at a path under {@link
   * Paths#INTERNAL}.
   *
   * @param after what the other has to have folded before it answers
   * @return fails with {@link ProblemException} 503 if the node does not answer with 200
   */
  public CompletionStage<JsonNode> question(
      Partitions.Node node, String path, JsonNode body, @Nullable String after) {
    var request = nodes.request(HttpMethod.POST, node, path).setTimeout(QUESTION_MILLIS);
    if (after != null) {
      request.putHeader(Headers.AFTER, after);
    }
    return json(request, body);
  }

  /**
   * For many small ones of these: the path takes an array of them, and answers with one of as many.
   *
   * @param heaviest the most that is asked in one request, in the unit of the questions' weights
   */
  public RequestBatcher bundles(String path, int heaviest) {
    return new RequestBatcher(
        (node, questions, after) -> question(node, path, questions, after), READERS, heaviest);
  }

  private CompletionStage<JsonNode> json(RequestOptions request, @Nullable JsonNode body) {
    return ask(request, body)
        .transform(asked -> {
          if (asked.failed() || asked.result().status() != 200) {
            return Future.<JsonNode>failedFuture(new ProblemException(unreachable()));
          }
          return Future.succeededFuture(read(asked.result().body().getBytes()));
        })
        .toCompletionStage()
        .thenApplyAsync(part -> part, READERS);
  }

  private Future<NodeClient.Said> ask(RequestOptions request, @Nullable JsonNode body) {
    if (body == null) {
      return nodes.ask(request, null);
    }
    request.putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    return nodes.ask(request, Buffer.buffer(body.toString()));
  }

  private RequestOptions request(
      HttpMethod method, Partitions.Node node, String path, HttpHeaders headers) {
    return nodes
        .request(method, node, path)
        .putHeader(HttpHeaders.AUTHORIZATION, headers.getHeaderString(HttpHeaders.AUTHORIZATION));
  }

  private static CompletionStage<Response> answer(Future<NodeClient.Said> asked) {
    return asked
        .map(NodeForwarder::answer)
        .otherwise(_ -> unreachable().toResponse())
        .toCompletionStage();
  }

  private static void copy(String name, HttpHeaders from, RequestOptions to) {
    var value = from.getHeaderString(name);
    if (value != null) {
      to.putHeader(name, value);
    }
  }

  private JsonNode read(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private static Response answer(NodeClient.Said said) {
    var response = Response.status(said.status());
    if (said.body().length() > 0) {
      response.entity(said.body().getBytes());
    }
    for (var name : HEADERS_BACK) {
      var value = said.headers().get(name);
      if (value != null) {
        response.header(name, value);
      }
    }
    return response.build();
  }

  static Problem unreachable() {
    return Problem.of(
        Problem.Kind.NOT_READY, "The owner's node did not answer. " + Problem.READ_FIRST);
  }
}
