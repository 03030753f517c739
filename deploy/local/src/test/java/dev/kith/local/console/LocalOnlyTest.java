package dev.kith.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalOnlyTest {

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, '', ''",
    "LOCALHOST:8080, http://localhost:8080, same-origin",
    "127.0.0.1, http://127.0.0.1, ''",
    "[::1]:8080, http://[::1]:8080, same-origin",
    "localhost:8080, '', none"
  })
  void a_program_and_a_page_of_the_door_may_go_on(String host, String origin, String site) {
    assertThat(LocalOnly.refusal(true, headers(host, origin, site))).isEmpty();
  }

  @Test
  void another_machine_is_refused() {
    assertThat(LocalOnly.refusal(false, headers("localhost:8080", "", "")).orElseThrow())
        .contains("machine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:8080",
        "localhost.evil.example:8080",
        "evil.example:localhost",
        "127.0.0.1.evil.example",
        "127.0.0.2:8080",
        "[::2]:8080",
        "localhost:",
        "my-laptop:8080",
        ""
      })
  void a_name_that_somebody_else_may_resolve_is_refused(String host) {
    assertThat(
            LocalOnly.refusal(true, headers(host, "http://" + host, "same-origin")).orElseThrow())
        .contains("localhost");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, cross-site",
    "https://evil.example, ''",
    "http://localhost:3000, same-site",
    "http://localhost:3000, ''",
    "https://localhost:8080, ''",
    "http://localhost, ''",
    "null, ''",
    "'', cross-site",
    "'', same-site"
  })
  void a_page_of_another_origin_is_refused(String origin, String site) {
    assertThat(LocalOnly.refusal(true, headers("localhost:8080", origin, site)).orElseThrow())
        .contains("origins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forwarded", "via", "X-Forwarded-For", "x-forwarded-host", "X-Real-IP"})
  void what_came_through_a_proxy_is_refused(String header) {
    MultiMap headers = headers("localhost:8080", "", "").set(header, "203.0.113.7");

    assertThat(LocalOnly.refusal(true, headers).orElseThrow()).contains("proxy");
  }

  private static MultiMap headers(String host, String origin, String site) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    put(headers, "Host", host);
    put(headers, "Origin", origin);
    put(headers, "Sec-Fetch-Site", site);
    return headers;
  }

  private static void put(MultiMap headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.set(name, value);
    }
  }
}
