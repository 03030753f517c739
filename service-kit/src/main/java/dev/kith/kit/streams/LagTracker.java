package dev.kith.kit.streams;

import java.util.ArrayDeque;

/**
 * Tracker of one partition's lag in seconds: it remembers when each end offset was first seen,
 * until the fold has reached it. Not thread-safe.
 */
final class LagTracker {

  /** Maximum number of remembered end offsets; the lag is measured from the first of them. */
  private static final int MAX_ENDS = 3_600;

  private record Seen(long end, long at) {}

  private final ArrayDeque<Seen> ends = new ArrayDeque<>();

  /**
   * Records a sample.
   *
   * @param at by {@link System#nanoTime()}
   */
  void sample(long folded, long end, long at) {
    while (!ends.isEmpty() && ends.getFirst().end <= folded) {
      ends.removeFirst();
    }
    if (end > folded && (ends.isEmpty() || ends.getLast().end < end) && ends.size() < MAX_ENDS) {
      ends.addLast(new Seen(end, at));
    }
  }

  /** Seconds since the oldest record that is not folded was first seen; 0 if there is none. */
  double seconds(long now) {
    return ends.isEmpty() ? 0 : (now - ends.getFirst().at) / 1e9;
  }
}
