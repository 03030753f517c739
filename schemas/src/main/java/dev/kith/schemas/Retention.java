package dev.kith.schemas;

import java.time.Duration;
import java.util.Map;

/** Retention of a topic. */
public sealed interface Retention {

  /** All records, permanently: state cannot be rebuilt from a journal with gaps. */
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

  /** All records, for this time. */
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
   * Retention of tombstones: a reader that was away for less misses no removal. Kafka's default is
   * one day.
   */
  Duration TOMBSTONES = Duration.ofDays(30);

  /**
   * Maximum compaction lag: the latest time at which superseded and deleted values are removed from
   * the disks. Without it, Kafka may keep superseded records of a quiet partition without limit.
   */
  Duration SUPERSEDED = Duration.ofDays(7);

  /** Kafka topic configuration. */
  Map<String, String> configs();

  /**
   * Segment time. Kafka deletes whole segments, and never the active one: with its default of seven
   * days per segment, records with a retention of one day would be kept for a week.
   */
  private static Duration segments(Duration retention) {
    return retention.dividedBy(7);
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }
}
