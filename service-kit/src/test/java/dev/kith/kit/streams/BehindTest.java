package dev.kith.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BehindTest {

  private final Behind behind = new Behind();

  @Test
  void who_has_folded_all_is_not_behind() {
    behind.look(10, 10, at(0));

    assertThat(behind.seconds(at(100))).isZero();
  }

  @Test
  void it_is_as_far_behind_as_the_oldest_record_that_is_not_folded() {
    behind.look(10, 20, at(1));
    behind.look(10, 30, at(5));

    assertThat(behind.seconds(at(7))).isEqualTo(6);
    behind.look(20, 30, at(8));
    assertThat(behind.seconds(at(8))).isEqualTo(3);
    behind.look(30, 30, at(9));
    assertThat(behind.seconds(at(9))).isZero();
  }

  @Test
  void who_stands_still_for_hours_is_behind_for_hours() {
    for (int second = 0; second < 10_000; second++) {
      behind.look(0, 1 + second, at(second));
    }

    assertThat(behind.seconds(at(10_000))).isEqualTo(10_000);
  }

  private static long at(int seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
