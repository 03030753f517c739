package dev.kith.notifier.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @Test
  void retry_after_is_seconds_or_a_date() {
    assertThat(RetryAfter.parse("30", NOW)).contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.parse("Wed, 25 Nov 2026 10:02:00 GMT", NOW))
        .contains(Duration.ofMinutes(2));
  }

  @Test
  void the_pause_is_between_nothing_and_an_hour() {
    assertThat(RetryAfter.parse("999999999", NOW)).contains(Duration.ofHours(1));
    assertThat(RetryAfter.parse("Wed, 25 Nov 2026 09:00:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @Test
  void any_other_text_is_ignored() {
    assertThat(RetryAfter.parse(null, NOW)).isEmpty();
    assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
    assertThat(RetryAfter.parse("-1", NOW)).isEmpty();
  }
}
