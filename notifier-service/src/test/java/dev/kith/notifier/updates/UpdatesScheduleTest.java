package dev.kith.notifier.updates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.replica.Schedule;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Test of the writer of updates by the random schedules of the domain. */
class UpdatesScheduleTest {

  private static final long SCHEDULES = Long.getLong("kith.schedules", 1_000);

  @Test
  void updates_show_what_the_stores_show_and_never_anything_else() {
    assertThat(
            LongStream.range(0, SCHEDULES)
                .parallel()
                .mapToObj(UpdatesScheduleTest::run)
                .flatMap(Optional::stream)
                .limit(3))
        .isEmpty();
  }

  private static Optional<String> run(long seed) {
    var random = new Random(seed);
    var runs = new ArrayList<ScheduledRun>();
    try {
      var wrong =
          Schedule.run(
              seed,
              () -> {
                runs.add(new ScheduledRun(random));
                return runs.getLast();
              },
              UnaryOperator.identity());
      runs.forEach(ScheduledRun::finish);
      return wrong;
    } catch (AssertionError failure) {
      return Optional.of("seed " + seed + ": " + failure.getMessage());
    }
  }
}
