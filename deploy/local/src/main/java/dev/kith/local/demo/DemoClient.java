package dev.kith.local.demo;

import dev.kith.local.token.Address;
import dev.kith.local.token.Lifetime;
import dev.kith.local.token.LocalKey;
import dev.kith.local.token.Token;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** HTTP client of the front door that acts for each user with a token of that user. */
final class DemoClient {

  private static final Lifetime LIFETIME = new Lifetime(Duration.ofMinutes(5));
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI door;
  private final LocalKey key;

  DemoClient(URI door, LocalKey key) {
    this.door = door;
    this.key = key;
  }

  boolean hasProfile(Address user) throws IOException, InterruptedException {
    HttpResponse<String> answer = answer(request(user, "profile").GET());
    if (answer.statusCode() != 200 && answer.statusCode() != 404) {
      throw refused("GET", "profile", answer);
    }
    return answer.statusCode() == 200;
  }

  /**
   * Sends a write to a path of the user, such as {@code profile}.
   *
   * @throws IOException if the answer is an error
   */
  void send(Address user, String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        answer(
            request(user, path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.encode())));
    if (answer.statusCode() >= 300) {
      throw refused(method, path, answer);
    }
  }

  private HttpRequest.Builder request(Address user, String path) {
    String token = Token.ofUser(user, Instant.now(), LIFETIME).signedWith(key);
    return HttpRequest.newBuilder(door.resolve("/v1/users/me/" + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> answer(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static IOException refused(String method, String path, HttpResponse<String> answer) {
    return new IOException(
        "%s %s was answered with %d: %s"
            .formatted(method, path, answer.statusCode(), answer.body()));
  }
}
