package dev.kith.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartWatchTest {

  private long now;
  private final StartWatch watch = new StartWatch(() -> now);

  @Test
  void what_moves_on_slowly_is_not_given_up() {
    for (int left = 20; left > 0; left--) {
      watch.see(left + " records left to restore into its state stores", Duration.ZERO);
      pass(Duration.ofMinutes(2));
      assertThat(watch.isStuck()).isFalse();
    }
  }

  @Test
  void what_works_without_a_word_is_not_given_up() {
    for (int minute = 1; minute < 20; minute++) {
      watch.see(Probe.SILENT, Duration.ofSeconds(10L * minute));
      pass(Duration.ofMinutes(1));
      assertThat(watch.isStuck()).isFalse();
    }
  }

  @Test
  void what_only_waits_for_the_same_is_given_up() {
    watch.see("no node serves partitions 1 3", Duration.ofSeconds(20));
    pass(Duration.ofSeconds(90));
    watch.see("no node serves partitions 1 3", Duration.ofSeconds(23));
    assertThat(watch.isStuck()).isFalse();
    pass(Duration.ofSeconds(100));
    assertThat(watch.isStuck()).isTrue();
  }

  @Test
  void what_is_waited_for_is_told_now_and_then() {
    assertThat(watch.isDue()).isFalse();
    pass(Duration.ofSeconds(16));
    assertThat(watch.isDue()).isTrue();
    assertThat(watch.isDue()).isFalse();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
