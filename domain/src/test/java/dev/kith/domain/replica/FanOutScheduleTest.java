package dev.kith.domain.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Test of the fan-out's rules by random schedules against an oracle. */
class FanOutScheduleTest {

  private static final long SCHEDULES = Long.getLong("kith.schedules", 100_000);
  private static final long SCHEDULES_OF_A_BROKEN_RULE = 50_000;

  @Test
  void no_schedule_leaks_differs_or_misses() {
    assertThat(
            LongStream.range(0, SCHEDULES)
                .parallel()
                .mapToObj(seed -> Schedule.run(seed, Mutation.NONE))
                .flatMap(Optional::stream)
                .limit(5))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "NO_CHAIN", "OLD_CONTENT", "ENDS_ONLY"})
  void a_broken_rule_is_found(Mutation mutation) {
    assertThat(
            LongStream.range(0, SCHEDULES_OF_A_BROKEN_RULE)
                .parallel()
                .mapToObj(seed -> Schedule.run(seed, mutation))
                .flatMap(Optional::stream)
                .findAny())
        .isPresent();
  }
}
