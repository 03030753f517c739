package dev.kith.bench.measure;

import org.HdrHistogram.Histogram;

/**
 * Durations of one kind in nanoseconds, some of which may be negative; durations of more than 120 s
 * count as 120 s.
 */
public final class Latencies {

  private static final long LONGEST = 120_000_000_000L;
  private static final int DIGITS = 3;

  // a histogram accepts no negative values: their absolute values are kept
  private final Histogram negative = new Histogram(LONGEST, DIGITS);
  private final Histogram positive = new Histogram(LONGEST, DIGITS);

  public synchronized void add(long nanos) {
    (nanos < 0 ? negative : positive).recordValue(Math.min(Math.abs(nanos), LONGEST));
  }

  public synchronized long count() {
    return negative.getTotalCount() + positive.getTotalCount();
  }

  public synchronized double millisAt(double percentile) {
    return count() == 0 ? Double.NaN : nanosAt(percentile) / 1_000_000.0;
  }

  synchronized double longestMillis() {
    return millisAt(100);
  }

  /**
   * Returns the value at a percentile. Negative values come first in the order, those with the
   * largest absolute value at the beginning.
   */
  private long nanosAt(double percentile) {
    long negatives = negative.getTotalCount();
    double rank = percentile / 100 * count();
    return rank <= negatives
        ? -negative.getValueAtPercentile(100 * (negatives - rank) / negatives)
        : positive.getValueAtPercentile(100 * (rank - negatives) / positive.getTotalCount());
  }

  /** Returns a line of the table under {@link #head}, in milliseconds. */
  public String line(String name) {
    return "  %-44s %9.2f %9.2f %9.2f %9.2f %9d"
        .formatted(name, millisAt(50), millisAt(90), millisAt(99), longestMillis(), count());
  }

  public static String head(String title) {
    return "%-46s %9s %9s %9s %9s %9s".formatted(title, "p50", "p90", "p99", "max", "samples");
  }
}
