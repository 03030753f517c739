package dev.kith.kit.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private static final int AT_ONCE = 3;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final RateLimiter rates = new RateLimiter(2, AT_ONCE, now::get);

  @Test
  void so_many_are_granted_at_once_and_then_one_in_each_interval() {
    takesAll("alice");
    assertThat(rates.take("alice")).contains(Duration.ofMillis(500));

    pass(200);
    assertThat(rates.take("alice")).contains(Duration.ofMillis(300));
    pass(300);
    assertThat(rates.take("alice")).isEmpty();
    assertThat(rates.take("alice")).contains(Duration.ofMillis(500));
  }

  @Test
  void a_bucket_holds_no_more_than_fits_however_long_it_was_left() {
    takesAll("alice");
    pass(60_000);

    takesAll("alice");
    assertThat(rates.take("alice")).isPresent();
  }

  @Test
  void one_key_takes_nothing_from_another() {
    takesAll("alice");

    takesAll("bob");
    assertThat(rates.take("bob")).isPresent();
  }

  @Test
  void a_rate_of_nothing_is_no_bound() {
    RateLimiter unbounded = new RateLimiter(0, 1, now::get);
    for (int more = 0; more < 1_000; more++) {
      assertThat(unbounded.take("alice")).isEmpty();
    }
  }

  private void takesAll(String key) {
    for (int more = 0; more < AT_ONCE; more++) {
      assertThat(rates.take(key)).isEmpty();
    }
  }

  private void pass(long millis) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
