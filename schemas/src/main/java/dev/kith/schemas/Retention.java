package dev.kith.schemas;

import java.time.Duration;
import java.util.Map;

/** How long a topic keeps its records. */
public sealed interface Retention {

  /** Every record, for ever: nothing can be folded again from a journal with holes. */
  record Forever() implements Retention {
    @Override
    public Map<String, String> configs() {
      return Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
    }
  }

  /** The latest record of each key. */
  record Compacted() implements Retention {
    @Override
    public Map<String, String> configs() {
      return Map.of(
          "cleanup.policy", "compact",
          "delete.retention.ms", millis(TOMBSTONES),
          "max.compaction.lag.ms", millis(SUPERSEDED));
    }
  }

  /** Every record, for this long. */
  record For(Duration time) implements Retention {
    @Override
    public Map<String, String> configs() {
      return Map.of(
          "cleanup.policy",
          "delete",
          "retention.ms",
          millis(time),
          "retention.bytes",
          "-1",
          "segment.ms",
          millis(segments(time)));
    }
  }

  /**
   * A reader that was away for less than this misses no removal; Kafka's own default is one day.
   */
  Duration TOMBSTONES = Duration.ofDays(30);

  /**
   * By then at the latest, what was hidden or deleted since is gone from the disks; left to itself,
   * Kafka may keep what a quiet partition has superseded for ever.
   */
  Duration SUPERSEDED = Duration.ofDays(7);

  /** As Kafka's topic configuration. */
  Map<String, String> configs();

  /**
   * Kafka drops whole segments, and never the one it writes to: with segments of Kafka's own seven
   * days, what is to be kept a minute would lie there for a week. Not below ten minutes, to spare
   * files.
   */
  private static Duration segments(Duration retention) {
    Duration seventh = retention.dividedBy(7);
    Duration least = Duration.ofMinutes(10);
    return seventh.compareTo(least) < 0 ? least : seventh;
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }
}
