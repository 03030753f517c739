package dev.kith.acceptance.bench;

import org.HdrHistogram.Histogram;

/** Many durations of one kind, some of which may be negative; in nanoseconds. */
final class Latencies {

  // the histogram takes no negative values: all are moved by this, and moved back when asked for
  private static final long SHIFT = 10_000_000_000L;
  private static final long LONGEST = 120_000_000_000L;

  private final Histogram histogram = new Histogram(SHIFT + LONGEST, 4);

  synchronized void add(long nanos) {
    histogram.recordValue(Math.clamp(nanos + SHIFT, 0, SHIFT + LONGEST));
  }

  synchronized long count() {
    return histogram.getTotalCount();
  }

  synchronized double millisAt(double percentile) {
    return count() == 0
        ? Double.NaN
        : (histogram.getValueAtPercentile(percentile) - SHIFT) / 1_000_000.0;
  }

  synchronized double longestMillis() {
    return count() == 0 ? Double.NaN : (histogram.getMaxValue() - SHIFT) / 1_000_000.0;
  }

  /** One line of the table under {@link #head}. */
  String line(String name) {
    return "  %-44s %9.2f %9.2f %9.2f %9.2f %9d"
        .formatted(name, millisAt(50), millisAt(90), millisAt(99), longestMillis(), count());
  }

  static String head(String title) {
    return "%-46s %9s %9s %9s %9s %9s".formatted(title, "p50", "p90", "p99", "max", "samples");
  }
}
