package dev.kith.harness.client;

import dev.kith.harness.contract.Contract;
import dev.kith.harness.contract.Exchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * HTTP client of one base URL that sends the same headers with each request. It checks each
 * exchange against the contracts of the services, except those of {@link #sendAsync}.
 */
public final class Api {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final URI door;
  private final String[] headers;

  /**
   * Creates a client.
   *
   * @param headers names and values in alternation
   */
  public Api(URI door, String... headers) {
    this.door = door;
    this.headers = headers.clone();
  }

  public static Api withToken(URI door, String token) {
    return new Api(door, "Authorization", "Bearer " + token);
  }

  /** Returns a client with one more header. */
  public Api with(String name, String value) {
    String[] more = Arrays.copyOf(headers, headers.length + 2);
    more[headers.length] = name;
    more[headers.length + 1] = value;
    return new Api(door, more);
  }

  public Answer get(String path) {
    return send(request(path).GET().build(), "");
  }

  public Answer delete(String path) {
    return send(request(path).DELETE().build(), "");
  }

  /** Sends {@code json} unchanged, well-formed or not. */
  public Answer send(String method, String path, String json) {
    return send(request(method, path, json), json);
  }

  /** Sends a body with one JSON value a line. */
  public Answer sendLines(String method, String path, String lines) {
    return send(
        request(path)
            .header("Content-Type", "application/x-ndjson")
            .method(method, BodyPublishers.ofString(lines))
            .build(),
        lines);
  }

  /** Sends bytes without a content type. */
  public Answer send(String method, String path, byte[] bytes) {
    return send(request(path).method(method, BodyPublishers.ofByteArray(bytes)).build(), "");
  }

  /** Sends bytes without a content length. */
  public Answer stream(String method, String path, byte[] bytes) {
    return send(
        request(path)
            .method(method, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
            .build(),
        "");
  }

  /** Sends a request without a body, and returns the response as bytes. */
  public Content content(String method, String path) {
    HttpRequest request = request(path).method(method, BodyPublishers.noBody()).build();
    Content content = send(request, BodyHandlers.ofByteArray(), Content::of);
    check(request, "", content.answer());
    return content;
  }

  /**
   * Sends a request as {@link #send(String, String, String)} does, but without waiting for the
   * response and without checking the contract.
   */
  public CompletableFuture<Answer> sendAsync(String method, String path, String json) {
    return CLIENT
        .sendAsync(request(method, path, json), BodyHandlers.ofString())
        .thenApply(Answer::of);
  }

  /** Returns the path of a user or, for an address with the prefix {@code group:}, of a group. */
  public static String path(String address) {
    return address.startsWith("group:")
        ? "/v1/groups/" + encoded(address.substring("group:".length()))
        : "/v1/users/" + encoded(address);
  }

  /** Encodes a text as one segment of a path. */
  public static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest request(String method, String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(json))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(door.resolve(path)).timeout(ANSWER_WITHIN);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static Answer send(HttpRequest request, String body) {
    Answer answer = send(request, BodyHandlers.ofString(), Answer::of);
    check(request, body, answer);
    return answer;
  }

  private static void check(HttpRequest request, String body, Answer answer) {
    Contract.check(
        new Exchange(
            request.method(),
            request.uri(),
            request.headers().map(),
            body,
            answer.status(),
            answer.headers(),
            answer.text()));
  }

  private static <B, A> A send(
      HttpRequest request, BodyHandler<B> handler, Function<HttpResponse<B>, A> answer) {
    try {
      return answer.apply(CLIENT.send(request, handler));
    } catch (IOException failure) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
