package dev.kith.acceptance.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Test of the comparison of times. */
class ComparisonTest {

  private final Random random = new Random(1);

  @Test
  void kinds_that_take_the_same_time_do_not_differ() {
    Comparison comparison = comparison(0);

    assertThat(comparison.differences()).isEmpty();
  }

  @Test
  void a_kind_that_takes_a_little_longer_differs() {
    Comparison comparison = comparison(40_000);

    assertThat(comparison.differences())
        .anyMatch(sentence -> sentence.contains("off one half"))
        .anyMatch(sentence -> sentence.contains("distance"));
  }

  @Test
  void what_it_says_it_would_see_it_sees_and_half_of_that_it_does_not() {
    long visible = comparison(0).leastVisibleNanos();

    assertThat(comparison(2 * visible).differences()).isNotEmpty();
    assertThat(comparison(visible / 2).differences()).isEmpty();
  }

  @Test
  void one_pause_of_the_machine_counts_as_one_answer() {
    Times calm = Times.of(List.of(1L, 2L, 3L, 4L));
    Times paused = Times.of(List.of(1L, 2L, 3L, 4_000_000_000L));

    assertThat(calm.superiority(calm)).isEqualTo(0.5);
    assertThat(paused.superiority(calm)).isEqualTo(0.5 + 0.5 / 16);
    assertThat(paused.distance(calm)).isEqualTo(0.25);
  }

  private Comparison comparison(long longer) {
    return new Comparison(Map.of("one", halves(0), "other", halves(longer)));
  }

  /** Makes random times around half a millisecond, with a tail of longer ones. */
  private Comparison.Halves halves(long longer) {
    List<Long> nanos = nanos().map(time -> time + longer).boxed().toList();
    return new Comparison.Halves(
        Times.of(nanos.subList(0, 2_500)), Times.of(nanos.subList(2_500, 5_000)), Times.of(nanos));
  }

  private LongStream nanos() {
    return random
        .doubles(5_000)
        .mapToLong(
            draw -> (long) (500_000 + 60_000 * random.nextGaussian() - 100_000 * Math.log(draw)));
  }
}
