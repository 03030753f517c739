package dev.kith.notifier.live.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.replica.Mutation;
import dev.kith.domain.replica.Schedule;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Test of live partitions by the random schedules of the domain. {@link LivePartitionTest} breaks
 * the rules that chance seldom needs.
 */
class LiveScheduleTest {

  private static final long SCHEDULES = Long.getLong("kith.schedules", 2_000);
  private static final long SCHEDULES_OF_A_BROKEN_RULE = 50_000;

  @Test
  void no_schedule_leaks_differs_or_misses() {
    assertThat(run(Mutation.NONE, SCHEDULES).limit(5)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "NO_CHAIN", "SHOW_EARLY", "OLD_CONTENT", "ENDS_ONLY"})
  void a_broken_rule_is_found(Mutation mutation) {
    assertThat(run(mutation, SCHEDULES_OF_A_BROKEN_RULE).findAny()).isPresent();
  }

  private static Stream<String> run(Mutation mutation, long count) {
    return LongStream.range(0, count)
        .parallel()
        .mapToObj(seed -> Schedule.run(seed, mutation, lane -> new LiveLane(lane, mutation)))
        .flatMap(Optional::stream);
  }
}
