package dev.kith.notifier.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OriginCheckTest {

  private final OriginCheck none = new OriginCheck(List.of());

  @Test
  void a_request_without_origin_is_allowed() {
    assertThat(none.allow(null, "kith.example:8080", null)).isTrue();
  }

  @Test
  void a_page_of_the_requested_host_is_allowed() {
    assertThat(none.allow("http://kith.example:8080", "kith.example:8080", null)).isTrue();
    assertThat(none.allow("https://Kith.example", "kith.example", null)).isTrue();
    assertThat(none.allow("https://kith.example", "10.0.0.7:8083", "kith.example")).isTrue();
    assertThat(none.allow("https://kith.example", "10.0.0.7", "kith.example, inner")).isTrue();
  }

  @Test
  void a_page_of_another_host_is_refused() {
    assertThat(none.allow("https://evil.example", "kith.example", null)).isFalse();
    assertThat(none.allow("https://evil.example", "10.0.0.7", "kith.example, evil.example"))
        .isFalse();
    assertThat(none.allow("https://kith.example.evil.example", "kith.example", null)).isFalse();
    assertThat(none.allow("http://kith.example:9999", "kith.example", null)).isFalse();
    assertThat(none.allow("null", "kith.example", null)).isFalse();
    assertThat(none.allow("not an origin", "kith.example", null)).isFalse();
  }

  @Test
  void pages_of_allowed_origins_are_allowed() {
    var some = new OriginCheck(List.of("https://app.example", "http://localhost:3000"));

    assertThat(some.allow("https://app.example", "kith.example", null)).isTrue();
    assertThat(some.allow("http://localhost:3000", "kith.example", null)).isTrue();
    assertThat(some.allow("http://app.example", "kith.example", null)).isFalse();
  }

  @Test
  void a_star_allows_all_origins() {
    assertThat(new OriginCheck(List.of("*")).allow("null", "kith.example", null)).isTrue();
  }
}
