package dev.kith.kit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.trace.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks other nodes of the service on a caller's behalf, where the path does not tell whose data it
 * is about, or tells it of another than the one it is about, so that {@link OwnerRoute} cannot:
 * creations, look-ups, lists of all, pairs.
 */
@ApplicationScoped
public class PassOn {

  private static final Duration LIMIT = Duration.ofSeconds(20);

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
  private final NodeSecret secret;
  private final ObjectMapper json;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  PassOn(Partitions partitions, NodeSecret secret, ObjectMapper json) {
    this.partitions = partitions;
    this.secret = secret;
    this.json = json;
  }

  /** Where the request has to go; nothing if it is right here, or was passed on once already. */
  public Optional<Partitions.Node> elsewhere(Address owner, HttpHeaders headers) {
    return isPassedOn(headers)
        ? Optional.empty()
        : partitions.owner(owner).filter(node -> !node.isHere());
  }

  /** Whether another node asks, who asks no further: what is not here is not ready. */
  public static boolean isPassedOn(HttpHeaders headers) {
    return headers.getHeaderString(Headers.HOP) != null;
  }

  /** The other node's answer to the same request. */
  public CompletionStage<Response> post(
      Partitions.Node node, String path, HttpHeaders headers, JsonNode body) {
    return answer(request(node, path, headers, body));
  }

  /**
   * The other node's answer to a request without a body, such as PUT or DELETE, on the same
   * conditions.
   */
  public CompletionStage<Response> bodiless(
      String method, Partitions.Node node, String path, HttpHeaders headers) {
    var request =
        request(node, path, headers, null).method(method, HttpRequest.BodyPublishers.noBody());
    CONDITIONS.forEach(name -> copy(name, headers, request));
    return answer(request);
  }

  /**
   * The other node's part of an answer.
   *
   * @param body posted; null asks with GET
   * @return fails with {@link ProblemException} 503 if the node does not answer with 200
   */
  public CompletionStage<JsonNode> part(
      Partitions.Node node, String path, HttpHeaders headers, @Nullable JsonNode body) {
    var request = request(node, path, headers, body);
    copy(Headers.AFTER, headers, request);
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
        .handle((answer, failure) -> {
          if (failure != null || answer.statusCode() != 200) {
            throw new ProblemException(unreachable());
          }
          return read(answer.body());
        });
  }

  private HttpRequest.Builder request(
      Partitions.Node node, String path, HttpHeaders headers, @Nullable JsonNode body) {
    var request =
        HttpRequest.newBuilder(node.url().resolve(path))
            .timeout(LIMIT)
            .header(Headers.HOP, secret.text())
            .header(HttpHeaders.AUTHORIZATION, headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    Traces.inject(request::setHeader);
    return body == null
        ? request.GET()
        : request
            .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  private CompletionStage<Response> answer(HttpRequest.Builder request) {
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
        .handle((answer, failure) -> failure == null ? answer(answer) : unreachable().toResponse());
  }

  private static void copy(String name, HttpHeaders from, HttpRequest.Builder to) {
    var value = from.getHeaderString(name);
    if (value != null) {
      to.header(name, value);
    }
  }

  private JsonNode read(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private static Response answer(HttpResponse<byte[]> answer) {
    var response = Response.status(answer.statusCode());
    if (answer.body().length > 0) {
      response.entity(answer.body());
    }
    for (var name : HEADERS_BACK) {
      answer.headers().firstValue(name).ifPresent(value -> response.header(name, value));
    }
    return response.build();
  }

  static Problem unreachable() {
    return Problem.of(
        Problem.Kind.NOT_READY, "The owner's node did not answer; read before you write again.");
  }
}
