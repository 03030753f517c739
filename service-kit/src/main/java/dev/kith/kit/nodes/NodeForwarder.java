package dev.kith.kit.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.PartitionOwners;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to other nodes of the service for a caller, in the cases that {@link
 * OwnerRoutingFilter} cannot handle because the path does not name the owner of the data, or names
 * another address: creations, look-ups, lists of all profiles, pairs.
 */
@ApplicationScoped
public class NodeForwarder {

  /**
   * Continuations on another node's answer may read stores, which must not run on an event loop.
   */
  private static final Executor READERS = Executors.newVirtualThreadPerTaskExecutor();

  /** Timeout of a node's own queries, which only read stores. */
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

  private final Function<Address, Optional<PartitionOwners.Node>> owners;
  private final ObjectMapper json;
  private final NodeClient nodes;

  @Inject
  NodeForwarder(PartitionOwners partitionOwners, ObjectMapper json, NodeClient nodes) {
    this(partitionOwners::owner, json, nodes);
  }

  /** Creates a forwarder that knows the {@code owners} of addresses, as far as they are known. */
  NodeForwarder(
      Function<Address, Optional<PartitionOwners.Node>> owners,
      ObjectMapper json,
      NodeClient nodes) {
    this.owners = owners;
    this.json = json;
    this.nodes = nodes;
  }

  /**
   * Node to which the request must be forwarded; empty if this node owns the partition or the
   * request was forwarded already.
   */
  public Optional<PartitionOwners.Node> elsewhere(Address owner, HttpHeaders headers) {
    return isPassedOn(headers)
        ? Optional.empty()
        : owners.apply(owner).filter(node -> !node.isHere());
  }

  /**
   * Whether another node sent the request. It is not forwarded again: if this node does not own the
   * partition, it answers with 503.
   */
  public static boolean isPassedOn(HttpHeaders headers) {
    return headers.getHeaderString(Headers.NODE_SECRET) != null;
  }

  /** The other node's response to the same request. */
  public CompletionStage<Response> post(
      PartitionOwners.Node node, String path, HttpHeaders headers, JsonNode body) {
    return answer(ask(request(HttpMethod.POST, node, path, headers), body));
  }

  /**
   * The other node's response to a request without a body, such as PUT or DELETE, with the same
   * preconditions.
   */
  public CompletionStage<Response> bodiless(
      String method, PartitionOwners.Node node, String path, HttpHeaders headers) {
    var request = request(HttpMethod.valueOf(method), node, path, headers);
    CONDITIONS.forEach(name -> copy(name, headers, request));
    return answer(ask(request, null));
  }

  /**
   * The other node's part of a response.
   *
   * @param body sent with POST; null sends a GET
   * @return fails with {@link ProblemException} 503 if the node does not answer with 200
   */
  public CompletionStage<JsonNode> part(
      PartitionOwners.Node node, String path, HttpHeaders headers, @Nullable JsonNode body) {
    var method = body == null ? HttpMethod.GET : HttpMethod.POST;
    var request = request(method, node, path, headers);
    copy(Headers.AFTER, headers, request);
    return json(request, body);
  }

  /**
   * A node's own query to another node, without a user's token, at a path under {@link
   * Paths#INTERNAL}.
   *
   * @param after positions that the other node must have folded before it answers
   * @return fails with {@link ProblemException} 503 if the node does not answer with 200
   */
  public CompletionStage<JsonNode> question(
      PartitionOwners.Node node, String path, JsonNode body, @Nullable String after) {
    var request = nodes.request(HttpMethod.POST, node, path).setTimeout(QUESTION_MILLIS);
    if (after != null) {
      request.putHeader(Headers.AFTER, after);
    }
    return json(request, body);
  }

  /**
   * Batcher for many small queries: the path accepts an array of queries and answers with an array
   * of the same length.
   *
   * @param heaviest the maximum weight of one request, in the unit of the queries' weights
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
      HttpMethod method, PartitionOwners.Node node, String path, HttpHeaders headers) {
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

  private static Response answer(NodeClient.Said received) {
    var response = Response.status(received.status());
    if (received.body().length() > 0) {
      response.entity(received.body().getBytes());
    }
    for (var name : HEADERS_BACK) {
      var value = received.headers().get(name);
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
