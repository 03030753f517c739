package dev.kith.acceptance.timing;

import java.util.Arrays;
import java.util.Collection;

/** How long each of many requests took, in nanoseconds, sorted. */
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

  /** As if each had taken so much longer. */
  public Times longerBy(long nanos) {
    return new Times(Arrays.stream(sorted).map(time -> time + nanos).toArray());
  }

  /**
   * The probability that one of these took longer than one of the others, ties counting half: U /
   * nm of Mann and Whitney. One half if nobody could tell them apart.
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

  /** The largest distance of the two distribution functions, by Kolmogorov and Smirnov. */
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
