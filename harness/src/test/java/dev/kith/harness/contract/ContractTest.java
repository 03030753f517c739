package dev.kith.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Test of the checks of exchanges, and of the examples in the OpenAPI documents. */
class ContractTest {

  private static final String PROFILE = "/v1/users/alice/profile";
  private static final String BODY = "{\"address\":\"alice\",\"name\":\"Alice\"}";
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "content-type", List.of("application/json;charset=UTF-8"),
          "etag", List.of("\"x\""),
          "cache-control", List.of("private, no-cache"),
          "date", List.of("today"));

  private static final Map<String, List<String>> JSON_SENT =
      Map.of("Content-Type", List.of("application/json"));

  private final Contract contract = Contract.ofProfiles();

  @Test
  void what_is_documented_holds() {
    assertThat(contract.violations(read(PROFILE, 200, HEADERS, BODY))).isEmpty();
  }

  @Test
  void a_field_that_is_not_documented_does_not_hold() {
    var body = "{\"address\":\"alice\",\"nickname\":\"Al\"}";

    assertThat(contract.violations(read(PROFILE, 200, HEADERS, body)))
        .anyMatch(violation -> violation.contains("nickname"));
  }

  @Test
  void a_status_that_is_not_documented_does_not_hold() {
    assertThat(contract.violations(read(PROFILE, 418, HEADERS, BODY)))
        .containsExactly("status 418 is not documented");
  }

  @Test
  void a_header_that_is_not_documented_or_missing_does_not_hold() {
    var headers = Map.of("content-type", List.of("application/json"), "x-more", List.of("1"));
    var answered = new Exchange("PUT", uri(PROFILE), JSON_SENT, "{}", 200, headers, BODY);

    assertThat(contract.violations(answered))
        .containsExactlyInAnyOrder(
            "header x-more is not documented",
            "header ETag is missing",
            "header Kith-Position is missing");
  }

  @Test
  void a_problem_of_another_status_does_not_hold() {
    var headers = Map.of("content-type", List.of("application/problem+json"));
    var problem =
        "{\"type\":\"https://kith.dev/problems/forbidden\",\"title\":\"t\",\"status\":404,\"detail\":\"d\"}";

    assertThat(contract.violations(read(PROFILE, 404, headers, problem)))
        .anyMatch(violation -> violation.contains("not-found"));
  }

  @Test
  void an_accepted_request_has_to_be_documented_too() {
    assertThat(contract.violations(read(PROFILE + "?fields=name", 200, HEADERS, BODY)))
        .containsExactly("query parameter fields is not documented");
    assertThat(contract.violations(written("{\"nmae\":\"Alice\"}", 200)))
        .anyMatch(violation -> violation.contains("nmae"));
  }

  @Test
  void a_request_that_was_refused_may_be_anything() {
    assertThat(contract.violations(written("{\"nmae\":\"Alice\"}", 418)))
        .containsExactly("status 418 is not documented");
  }

  @Test
  void what_goes_to_other_services_is_left_alone() {
    assertThat(contract.violations(read("/v1/users/alice/address-book", 418, Map.of(), "")))
        .isEmpty();
  }

  static List<Contract> all() {
    return Contract.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void each_example_is_one_of_its_schema(Contract each) {
    var wrong = new ArrayList<String>();
    var examples = examples(each.root()).toList();
    examples.forEach(example ->
        each.schemas()
            .errors(example.schema(), example.value().node())
            .forEach(error -> wrong.add(example.value().pointer() + ": " + error)));

    assertThat(wrong).isEmpty();
    assertThat(examples).hasSizeGreaterThan(30);
  }

  private record Example(Place schema, Place value) {}

  /** Returns each example of the document together with the schema beside it. */
  private static Stream<Example> examples(Place place) {
    if (place.pointer().matches(".*/examples?")) {
      return Stream.empty();
    }
    var here =
        place.find("schema").stream()
            .flatMap(schema ->
                place.find("examples").stream()
                    .flatMap(Place::children)
                    .flatMap(example -> example.find("value").stream())
                    .map(value -> new Example(schema, value)));
    var below =
        place.node().isContainerNode()
            ? place.children().flatMap(ContractTest::examples)
            : Stream.<Example>empty();
    return Stream.concat(here, below);
  }

  private static Exchange read(
      String path, int status, Map<String, List<String>> headers, String body) {
    return new Exchange("GET", uri(path), Map.of(), "", status, headers, body);
  }

  private static Exchange written(String request, int status) {
    return new Exchange("PUT", uri(PROFILE), JSON_SENT, request, status, Map.of(), "");
  }

  private static URI uri(String path) {
    return URI.create("http://localhost:8080" + path);
  }
}
