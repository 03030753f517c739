package dev.kith.kit.membership;

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
  void without_members_the_doubt_lasts_until_waiting_requests_were_read() {
    pauseFor(Duration.ofSeconds(30));

    assertThat(pauseDetector.isInDoubt()).isTrue();
    pass(Duration.ofSeconds(4));
    pauseDetector.tick();
    assertThat(pauseDetector.isInDoubt()).isTrue();
    pass(Duration.ofSeconds(1));
    pauseDetector.tick();
    assertThat(pauseDetector.isInDoubt()).isFalse();
  }

  @Test
  void the_doubt_lasts_until_each_member_has_joined_again() {
    var first = pauseDetector.join();
    var second = pauseDetector.join();
    pauseFor(Duration.ofSeconds(30));
    settle();

    assertThat(first.mustRejoin()).isTrue();
    assertThat(first.mustRejoin()).isFalse();
    first.rebalanced();
    assertThat(pauseDetector.isInDoubt()).isTrue();
    assertThat(second.mustRejoin()).isTrue();
    assertThat(pauseDetector.isInDoubt()).isTrue();
    second.rebalanced();
    assertThat(pauseDetector.isInDoubt()).isFalse();
  }

  /** It may have been complete before the pause, with partitions that are lost since. */
  @Test
  void a_rebalance_that_began_before_the_pause_confirms_nothing() {
    var member = pauseDetector.join();
    pauseFor(Duration.ofSeconds(30));
    assertThat(member.mustRejoin()).isTrue();
    pauseFor(Duration.ofSeconds(30));
    settle();

    member.rebalanced();
    assertThat(pauseDetector.isInDoubt()).isTrue();
    assertThat(member.mustRejoin()).isTrue();
    member.rebalanced();
    assertThat(pauseDetector.isInDoubt()).isFalse();
  }

  @Test
  void members_that_left_or_came_after_the_pause_confirm_nothing() {
    var failed = pauseDetector.join();
    pauseFor(Duration.ofSeconds(30));
    settle();
    var replacement = pauseDetector.join();

    assertThat(replacement.mustRejoin()).isFalse();
    assertThat(pauseDetector.isInDoubt()).isTrue();
    failed.leave();
    assertThat(pauseDetector.isInDoubt()).isFalse();
  }

  private void pauseFor(Duration time) {
    pass(time);
    pauseDetector.tick();
  }

  private void settle() {
    for (var second = 0; second < 5; second++) {
      pauseFor(Duration.ofSeconds(1));
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
