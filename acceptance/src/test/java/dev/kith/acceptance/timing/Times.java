package dev.kith.acceptance.timing;

import java.util.Arrays;
import java.util.Collection;

/** Times that requests took, in nanoseconds, sorted. */
public final class Times {

  private final long[] sorted;

  private Times(long[] sorted) {
    this.sorted = sorted;
  }

  public static Times of(Collection<Long> nanos) {
    return new Times(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  public int count() {
    return sorted.length;
  }

  public long median() {
    return sorted[sorted.length / 2];
  }

  /** Returns these times, each increased by {@code nanos}. */
  public Times longerBy(long nanos) {
    return new Times(Arrays.stream(sorted).map(time -> time + nanos).toArray());
  }

  /**
   * The probability that one of these requests took longer than one of the others, where ties count
   * half: U / nm of Mann and Whitney. It is one half if the two cannot be told apart.
   */
  public double superiority(Times others) {
    double pairs = 0;
    int below = 0;
    int upTo = 0;
    for (long time : sorted) {
      while (below < others.sorted.length && others.sorted[below] < time) {
        below++;
      }
      while (upTo < others.sorted.length && others.sorted[upTo] <= time) {
        upTo++;
      }
      pairs += (below + upTo) / 2.0;
    }
    return pairs / sorted.length / others.sorted.length;
  }

  /**
   * The largest distance between the two distribution functions, as in the test of Kolmogorov and
   * Smirnov.
   */
  public double distance(Times others) {
    double largest = 0;
    int here = 0;
    int there = 0;
    while (here < sorted.length && there < others.sorted.length) {
      long time = Math.min(sorted[here], others.sorted[there]);
      while (here < sorted.length && sorted[here] == time) {
        here++;
      }
      while (there < others.sorted.length && others.sorted[there] == time) {
        there++;
      }
      double gap = (double) here / sorted.length - (double) there / others.sorted.length;
      largest = Math.max(largest, Math.abs(gap));
    }
    return largest;
  }
}
