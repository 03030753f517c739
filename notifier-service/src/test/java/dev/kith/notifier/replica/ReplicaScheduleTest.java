package dev.kith.notifier.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.Schedule;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Test of writer, stores, cache, codecs and reader of replicas by the random schedules of the
 * domain.
 */
class ReplicaScheduleTest {

  private static final long SCHEDULES = Long.getLong("kith.schedules", 2_000);

  @Test
  void stores_cache_and_reader_give_what_the_schedules_need() {
    assertThat(
            LongStream.range(0, SCHEDULES)
                .parallel()
                .mapToObj(seed -> Schedule.run(seed, RealStore::new, ReplicaScheduleTest::sent))
                .flatMap(Optional::stream)
                .limit(3))
        .isEmpty();
  }

  /** The record as a reader decodes it. */
  private static FanOutRecord sent(FanOutRecord record) {
    var read = FanOutCodec.read(AvroCopy.of(FanOutCodec.write(record)));
    assertThat(read).isEqualTo(record);
    return read;
  }
}
