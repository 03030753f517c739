package dev.kith.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LagTrackerTest {

  private final LagTracker lagTracker = new LagTracker();

  @Test
  void a_partition_that_is_folded_completely_has_no_lag() {
    lagTracker.sample(10, 10, at(0));

    assertThat(lagTracker.seconds(at(100))).isZero();
  }

  @Test
  void the_lag_is_the_age_of_the_oldest_record_that_is_not_folded() {
    lagTracker.sample(10, 20, at(1));
    lagTracker.sample(10, 30, at(5));

    assertThat(lagTracker.seconds(at(7))).isEqualTo(6);
    lagTracker.sample(20, 30, at(8));
    assertThat(lagTracker.seconds(at(8))).isEqualTo(3);
    lagTracker.sample(30, 30, at(9));
    assertThat(lagTracker.seconds(at(9))).isZero();
  }

  @Test
  void a_partition_that_stalls_for_hours_lags_for_hours() {
    for (int second = 0; second < 10_000; second++) {
      lagTracker.sample(0, 1 + second, at(second));
    }

    assertThat(lagTracker.seconds(at(10_000))).isEqualTo(10_000);
  }

  private static long at(int seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
