package dev.kith.notifier.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private final BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  @Test
  void each_failure_doubles_the_pause_up_to_the_longest() {
    assertThat(backOff.pause(1, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backOff.pause(2, 1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backOff.pause(5, 1)).isEqualTo(Duration.ofSeconds(16));
    assertThat(backOff.pause(9, 1)).isEqualTo(Duration.ofSeconds(256));
    assertThat(backOff.pause(10, 1)).isEqualTo(Duration.ofMinutes(5));
    assertThat(backOff.pause(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void jitter_takes_up_to_half_of_the_pause_away() {
    assertThat(backOff.pause(3, 0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backOff.pause(3, 0.5)).isEqualTo(Duration.ofSeconds(3));
  }
}
