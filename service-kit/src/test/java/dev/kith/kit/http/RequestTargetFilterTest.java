package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.http.TargetTables;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetFilterTest {

  private static final GateFixture SERVICE = new GateFixture();

  @AfterAll
  static void close() {
    SERVICE.close();
  }

  static List<String> refused() {
    return TargetTables.refused("alice");
  }

  static List<TargetTables.Normal> normal() {
    return TargetTables.normal("alice").stream()
        .filter(normal -> !normal.form().startsWith("/internal"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_has_no_normal_form_comes_as_far_as_no_route(String target) throws IOException {
    var answer = SERVICE.api("GET " + target + " HTTP/1.1");

    assertThat(answer).doesNotContain("asked ");
    if (target.startsWith("/")) {
      assertThat(answer)
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json")
          .contains("/malformed-url");
    } else {
      assertThat(answer).containsPattern("^HTTP/1.1 40[04] ");
    }
  }

  @ParameterizedTest
  @MethodSource("normal")
  void every_route_sees_the_normal_form(TargetTables.Normal normal) throws IOException {
    assertThat(SERVICE.api("GET " + normal.target() + " HTTP/1.1"))
        .startsWith("HTTP/1.1 200 ")
        .contains("asked " + normal.form() + " hop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/", "/v1/users/alice/profile/", "/v1/users/alice/"})
  void no_resource_of_the_api_ends_in_a_slash(String target) throws IOException {
    assertThat(SERVICE.api("GET " + target + " HTTP/1.1")).startsWith("HTTP/1.1 404 ");
  }
}
