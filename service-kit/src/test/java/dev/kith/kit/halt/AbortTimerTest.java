package dev.kith.kit.halt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AbortTimerTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void an_abort_is_due_once_in_each_interval() {
    var timer = new AbortTimer(Duration.ofNanos(10), now::get);
    assertThat(timer.isDue()).isFalse();

    now.addAndGet(10);
    assertThat(timer.isDue()).isTrue();
    assertThat(timer.isDue()).isFalse();

    now.addAndGet(10);
    assertThat(timer.isDue()).isTrue();
  }

  @Test
  void without_an_interval_none_is_ever_due() {
    var timer = new AbortTimer(Duration.ZERO, now::get);

    now.addAndGet(Duration.ofDays(1).toNanos());

    assertThat(timer.isDue()).isFalse();
  }
}
