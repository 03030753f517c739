package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.http.Problem;
import dev.kith.kit.http.ProblemException;
import dev.kith.profile.ProfileSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Draws on the caller's budget before a look-up, at contact-graph-service, which keeps it; without
 * an answer from there nothing is looked up.
 */
@ApplicationScoped
public class LookupBudget {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int GRANTED = 204;
  private static final int SPENT = 429;

  private final URI draws;
  private final ObjectMapper json;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  LookupBudget(ProfileSettings settings, ObjectMapper json) {
    this.draws = settings.contactGraphUrl().resolve("/v1/users/me/budget:draw");
    this.json = json;
  }

  /**
   * For the addresses in {@code body}, as the caller whose token is in {@code headers}. Blocks.
   *
   * @throws ProblemException 429 when the budget is spent, 503 when it cannot be asked
   */
  void draw(HttpHeaders headers, JsonNode body) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(draws)
            .timeout(LIMIT)
            .header(HttpHeaders.AUTHORIZATION, headers.getHeaderString(HttpHeaders.AUTHORIZATION))
            .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      switch (answer.statusCode()) {
        case GRANTED -> {}
        case SPENT -> throw spent(answer);
        default -> throw notAsked();
      }
    } catch (IOException unreachable) {
      throw notAsked();
    }
  }

  private static ProblemException notAsked() {
    return ProblemException.of(
        Problem.Kind.NOT_READY, "The budget of look-ups cannot be asked; ask again.");
  }

  private ProblemException spent(HttpResponse<byte[]> answer) {
    var seconds = answer.headers().firstValueAsLong(HttpHeaders.RETRY_AFTER).orElse(1);
    return ProblemException.retry(
        Problem.Kind.BUDGET_SPENT, detail(answer.body()), Duration.ofSeconds(seconds));
  }

  private String detail(byte[] problem) {
    try {
      return json.readTree(problem).path("detail").asText();
    } catch (IOException notJson) {
      return "The budget is spent.";
    }
  }
}
