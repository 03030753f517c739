package dev.kith.kit.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.kit.streams.Partitions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Passes a creation on to the node that owns what is created: only the body tells whose it is, so
 * {@link OwnerRoute}, which looks at the path, cannot.
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

  private final Partitions partitions;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  PassOn(Partitions partitions) {
    this.partitions = partitions;
  }

  /** Where the request has to go; nothing if it is right here, or was passed on once already. */
  public Optional<Partitions.Node> elsewhere(Address owner, HttpHeaders headers) {
    return headers.getHeaderString(Headers.HOP) != null
        ? Optional.empty()
        : partitions.owner(owner).filter(node -> !node.isHere());
  }

  /** The other node's answer to the same request. */
  public CompletionStage<Response> post(
      Partitions.Node node, String path, HttpHeaders headers, JsonNode body) {
    var request =
        HttpRequest.newBuilder(node.url().resolve(path))
            .timeout(LIMIT)
            .header(Headers.HOP, "1")
            .header(HttpHeaders.AUTHORIZATION, headers.getHeaderString(HttpHeaders.AUTHORIZATION))
            .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .handle((answer, failure) -> failure == null ? answer(answer) : unreachable().toResponse());
  }

  private static Response answer(HttpResponse<byte[]> answer) {
    var response = Response.status(answer.statusCode()).entity(answer.body());
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
