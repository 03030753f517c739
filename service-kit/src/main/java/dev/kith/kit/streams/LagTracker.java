package dev.kith.kit.streams;

import java.util.ArrayDeque;

/**
 * For how long a partition has had records that are not folded: remembers when each end was seen
 * first, until the fold has got there. Not thread-safe.
 */
final class LagTracker {

  /** Looks that are remembered; what is older than all of them is at least as old as the first. */
  private static final int MOST = 3_600;

  private record Seen(long end, long at) {}

  private final ArrayDeque<Seen> ends = new ArrayDeque<>();

  /**
   * Once in a while.
   *
   * @param at by {@link System#nanoTime()}
   */
  void look(long folded, long end, long at) {
    while (!ends.isEmpty() && ends.getFirst().end <= folded) {
      ends.removeFirst();
    }
    if (end > folded && (ends.isEmpty() || ends.getLast().end < end) && ends.size() < MOST) {
      ends.addLast(new Seen(end, at));
    }
  }

  /** Since when the oldest record that is not folded is known to be there; 0 if there is none. */
  double seconds(long now) {
    return ends.isEmpty() ? 0 : (now - ends.getFirst().at) / 1e9;
  }
}
