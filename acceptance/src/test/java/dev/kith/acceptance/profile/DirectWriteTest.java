package dev.kith.acceptance.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Metrics;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Test of writes that bypass the REST layer: they get the same response as writes through the REST
 * resource.
 */
@OnTheStack
class DirectWriteTest {

  /**
   * Accept header with which a write goes through the REST layer: only the usual headers bypass it.
   */
  private static final String UNUSUAL = "application/json, */*";

  private static final List<List<String>> WRITES =
      List.of(
          List.of("PATCH", "{\"status\":\"there is no profile yet\"}"),
          List.of("PUT", "{\"name\":\"Änn\",\"status\":\"in\",\"attributes\":{\"city\":\"Oslo\"}}"),
          List.of("PATCH", "{\"status\":null,\"attributes\":{\"city\":null,\"n\":1.50}}"),
          List.of("PATCH", "{}"),
          List.of("PUT", "{\"name\":\"a\",\"name\":\"b\"}"),
          List.of("PUT", "{\"nick\":\"a\"}"),
          List.of("PUT", "{\"name\":7}"),
          List.of("PUT", "{\"name\":\"a\"} x"),
          List.of("PUT", "[]"),
          List.of("PUT", ""),
          List.of("PATCH", "{\"status\":\"" + "x".repeat(1_025) + "\"}"),
          List.of("PATCH", "{\"status\":\"" + "x".repeat(200_000) + "\"}"),
          List.of("PUT", "{\"name\":\"at last\"}"));

  private final Stack stack;

  DirectWriteTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void each_write_gets_the_same_response_with_and_without_the_rest_layer() {
    Person direct = stack.person("ann");
    Person other = stack.person("bea");
    // lets profile-service verify the token: a write with a new token goes through the REST layer
    direct.api().get(direct.profilePath());
    List<Map<String, Object>> answers = new ArrayList<>();
    List<Map<String, Object>> expected = new ArrayList<>();
    for (List<String> write : WRITES) {
      answers.add(
          comparable(direct, direct.api().send(write.get(0), direct.profilePath(), write.get(1))));
      expected.add(
          comparable(
              other,
              other
                  .api()
                  .with("Accept", UNUSUAL)
                  .send(write.get(0), other.profilePath(), write.get(1))));
    }

    assertThat(answers).isEqualTo(expected);
    assertThat(answers.getFirst()).containsEntry("status", 404);
    assertThat(answers.getLast()).containsEntry("status", 200);
    assertThat(writesWithoutRest()).isPositive();
  }

  @Test
  void a_user_cannot_write_for_another_and_a_backend_can() {
    Person ann = stack.person("ann");
    Person bea = stack.person("bea");
    ann.api().get(ann.profilePath());

    assertThat(ann.api().send("PUT", bea.profilePath(), "{\"name\":\"x\"}").status())
        .isEqualTo(403);
    Api backend = stack.backend().api();
    backend.get(ann.profilePath());
    assertThat(backend.send("PUT", ann.profilePath(), "{\"name\":\"Ann\"}").status())
        .isEqualTo(200);
    assertThat(backend.get(ann.profilePath()).text()).contains("\"name\":\"Ann\"");
  }

  /** The response without the parts that differ from one write to the next. */
  private static Map<String, Object> comparable(Person person, Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(Comparator.naturalOrder());
    answer
        .withoutDate()
        .headers()
        .forEach((name, values) ->
            headers.put(
                name.toLowerCase(Locale.ROOT),
                values.stream().map(DirectWriteTest::withoutPosition).toList()));
    headers.remove("content-length");
    return Map.of(
        "status",
        answer.status(),
        "headers",
        headers,
        "text",
        withoutPosition(answer.text().replace(person.address(), "someone")));
  }

  private static String withoutPosition(String text) {
    return text.replaceAll("\\d+:\\d+", "P");
  }

  private double writesWithoutRest() {
    return new Metrics(stack.run().management("profile-service"))
        .sum(
            "http_server_requests_seconds_count",
            "method=\"P",
            "uri=\"/v1/users/{address}/profile\"");
  }
}
