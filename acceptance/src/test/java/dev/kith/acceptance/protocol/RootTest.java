package dev.kith.acceptance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Stack;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test of the root of the API, and of methods that a path does not take. */
@OnTheStack
class RootTest {

  private final Stack stack;

  RootTest(Stack stack) {
    this.stack = stack;
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile-service", "contact-graph-service", "notifier-service"})
  void each_service_says_what_it_is_without_a_token(String service) {
    var answer = new Api(stack.run().url(service)).get("/v1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(Json.of(Map.of("service", service, "api", "v1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1/users/alice/profile", "/v1/users/alice/privacy"})
  void a_method_that_is_not_there_is_refused_as_such_and_not_as_nothing_at_all(String path) {
    var service = Api.withToken(stack.run().url("profile-service"), stack.tokens().of("alice"));

    var answer = service.send("POST", path, "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body().path("type").asText()).endsWith("/method-not-allowed");
  }
}
