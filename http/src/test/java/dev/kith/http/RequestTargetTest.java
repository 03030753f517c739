package dev.kith.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  /** Fragments of hostile targets. */
  private static final List<String> PIECES =
      List.of(
          "/",
          "/",
          "/",
          ".",
          "..",
          "%2e",
          "%2E",
          "%2f",
          "%5c",
          "\\",
          ";",
          "%3b",
          "%25",
          "%00",
          "v1",
          "internal",
          "q",
          "alice",
          "%c0%ae",
          "%3A",
          "%20",
          "?",
          "#",
          "%");

  static List<String> refused() {
    return TargetTables.refused("alice");
  }

  static List<TargetTables.Normal> normal() {
    return TargetTables.normal("alice");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_has_no_normal_form_is_refused_with_a_sentence(String target) {
    assertThat(RequestTarget.parse(target))
        .isInstanceOfSatisfying(
            RequestTarget.Refused.class,
            refused -> assertThat(refused.detail()).matches("[A-Z].*\\."));
  }

  @ParameterizedTest
  @MethodSource("normal")
  void what_has_one_is_taken_as_that(TargetTables.Normal normal) {
    assertThat(RequestTarget.parse(normal.target()))
        .isInstanceOfSatisfying(
            RequestTarget.Resource.class,
            resource -> assertThat(resource.uri()).isEqualTo(normal.form()));
  }

  @Test
  void a_normal_form_is_its_own() {
    for (var normal : normal()) {
      assertThat(RequestTarget.parse(normal.form()))
          .isInstanceOfSatisfying(
              RequestTarget.Resource.class,
              resource -> assertThat(resource.uri()).isEqualTo(normal.form()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://kith.example:8080/v1", "HTTPS://kith.example:8080"})
  void an_absolute_url_tells_whom_it_asks(String target) {
    assertThat(RequestTarget.parse(target))
        .isInstanceOfSatisfying(
            RequestTarget.Resource.class,
            resource -> assertThat(resource.authority()).isEqualTo("kith.example:8080"));
  }

  @Test
  void an_asterisk_is_the_server_and_nothing_is_refused() {
    assertThat(RequestTarget.parse("*")).isEqualTo(new RequestTarget.Server());
    assertThat(RequestTarget.parse(null)).isInstanceOf(RequestTarget.Refused.class);
    assertThat(RequestTarget.parse("")).isInstanceOf(RequestTarget.Refused.class);
  }

  @Test
  void whatever_is_taken_is_read_in_one_way_only() {
    var random = new Random(19);
    for (int number = 0; number < 200_000; number++) {
      var target = new StringBuilder("/");
      for (int pieces = random.nextInt(9); pieces > 0; pieces--) {
        target.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      if (RequestTarget.parse(target.toString()) instanceof RequestTarget.Resource resource) {
        assertThat(resource.path())
            .as(target.toString())
            .startsWith("/")
            .doesNotContainPattern("/\\.{1,2}(/|$)|//|;|\\\\|#|%(?!20|23|3F|22)");
        assertThat(RequestTarget.parse(resource.uri())).isEqualTo(resource);
      }
    }
  }
}
