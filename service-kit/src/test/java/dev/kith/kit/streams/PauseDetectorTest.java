package dev.kith.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseDetectorTest {

  private long now = -3;
  private final PauseDetector pauseDetector = new PauseDetector(() -> now);

  @Test
  void a_process_without_pauses_is_not_in_doubt() {
    for (var second = 0; second < 60; second++) {
      pass(Duration.ofSeconds(1));
      assertThat(pauseDetector.isInDoubt()).isFalse();
      pauseDetector.tick();
    }
  }

  @Test
  void a_paused_process_is_in_doubt_before_its_watcher_wakes() {
    pass(Duration.ofSeconds(6));

    assertThat(pauseDetector.isInDoubt()).isTrue();
  }

  @Test
  void the_doubt_lasts_until_the_group_can_have_answered() {
    pass(Duration.ofSeconds(30));
    pauseDetector.tick();

    assertThat(pauseDetector.isInDoubt()).isTrue();
    pass(Duration.ofSeconds(4));
    pauseDetector.tick();
    assertThat(pauseDetector.isInDoubt()).isTrue();
    pass(Duration.ofSeconds(1));
    pauseDetector.tick();
    assertThat(pauseDetector.isInDoubt()).isFalse();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
