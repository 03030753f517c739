package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentDurationsTest {

  private final RecentDurations durations = new RecentDurations();

  @Test
  void the_quantile_is_zero_before_the_first_durations() {
    add(63, 5);

    assertThat(durations.quantile()).isZero();
  }

  @Test
  void a_few_long_durations_do_not_count() {
    add(1_009, 5);
    add(15, 1_000);

    assertThat(durations.quantile()).isEqualTo(5);
  }

  @Test
  void the_quantile_grows_when_one_of_fifty_takes_longer() {
    add(1_004, 5);
    add(20, 1_000);

    assertThat(durations.quantile()).isEqualTo(1_000);
  }

  @Test
  void the_quantile_falls_when_the_long_durations_are_no_longer_recent() {
    add(1_024, 1_000);
    add(1_024, 5);

    assertThat(durations.quantile()).isEqualTo(5);
  }

  private void add(int count, long nanos) {
    LongStream.generate(() -> nanos).limit(count).forEach(durations::add);
  }
}
