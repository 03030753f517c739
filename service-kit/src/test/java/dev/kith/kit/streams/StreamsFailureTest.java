package dev.kith.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamsFailureTest {

  private long now;
  private final StreamsFailure streamsFailure = new StreamsFailure(() -> now);

  @Test
  void a_failure_is_reported_until_all_threads_run_again() {
    streamsFailure.is("The broker is away");
    pass(60);

    assertThat(streamsFailure.text(false)).contains("The broker is away");
    assertThat(streamsFailure.text(true)).isEmpty();
    assertThat(streamsFailure.text(false)).as("it does not come back by itself").isEmpty();
  }

  @Test
  void a_recurring_failure_is_reported_between_two_occurrences() {
    for (var failure = 0; failure < 3; failure++) {
      streamsFailure.is("The same record");
      pass(5);
      assertThat(streamsFailure.text(true)).contains("The same record");
    }
  }

  @Test
  void a_failure_ends_once_its_cause_is_resolved() {
    streamsFailure.is("Waiting for Kafka");
    streamsFailure.over();

    assertThat(streamsFailure.text(false)).isEmpty();
  }

  private void pass(int seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }
}
