package dev.kith.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.kit.topology.ServiceTopology;
import dev.kith.schemas.RecordSize;
import dev.kith.schemas.Topic;
import java.time.Duration;
import java.util.List;

/**
 * Runs a topology on {@link RandomRecords} of its source topics. Asserts that nothing is thrown and
 * that no written record or changelog entry exceeds the topic's limit.
 */
public final class AnyRecords {

  /** Records per service; {@code -Dkith.records.count=33334} makes 100,000 in all. */
  private static final int COUNT = Integer.getInteger("kith.records.count", 3_000);

  private static final int AT_A_TIME = 200;

  private AnyRecords() {}

  /** A failure prints the seed, and {@code -Dkith.records.seed} repeats the run. */
  public static void areDigested(ServiceTopology topology, List<Topic> sources) {
    var seed = Long.getLong("kith.records.seed", System.nanoTime());
    try (var run = new TopologyRun(topology)) {
      var records = new RandomRecords(seed, run.wire());
      for (var number = 0; number < COUNT; number++) {
        var topic = sources.get(number % sources.size());
        var raw = records.next(topic);
        try {
          run.raw(topic, raw.key, raw.value);
        } catch (RuntimeException failure) {
          throw new AssertionError(
              "kith.records.seed=%d: record %d, of %s".formatted(seed, number, topic.name()),
              failure);
        }
        if (number % AT_A_TIME == 0) {
          run.pass(Duration.ofMillis(200));
          assertThat(run.largest())
              .as("bytes of the largest record, kith.records.seed=%d", seed)
              .isLessThanOrEqualTo(RecordSize.LARGEST_WRITTEN);
        }
      }
    }
  }
}
