package dev.kith.bench.screens;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Times at which the sessions received the changes of one run. A change that a session merged into
 * a later one counts as received together with that one.
 */
final class Tally {

  private final int sessions;
  private final int[] shown;
  private final long[] first;
  private final long[] median;
  private final long[] last;
  private long frames;
  private long merged;
  private String sample = "-";

  Tally(int sessions, int changes) {
    this.sessions = sessions;
    this.shown = new int[changes];
    this.first = new long[changes];
    this.median = new long[changes];
    this.last = new long[changes];
  }

  /** Counts a frame, and keeps the text of the first one. */
  void frame(byte[] bytes, int from, int to) {
    if (frames++ == 0) {
      sample = new String(bytes, from, to - from, UTF_8);
    }
  }

  /**
   * Records that one more session has received the changes after {@code before} up to {@code
   * number}.
   */
  void shown(int before, int number, long now) {
    merged += Math.max(0, number - before - 1);
    for (int change = before + 1; change <= number && change < shown.length; change++) {
      shown[change]++;
      if (shown[change] == 1) {
        first[change] = now;
      }
      if (shown[change] == sessions / 2 + 1) {
        median[change] = now;
      }
      if (shown[change] == sessions) {
        last[change] = now;
        CommandLoop.say("complete " + change);
      }
    }
  }

  /**
   * Prints a line for each change that all sessions have received, and a last line with the totals.
   */
  void tell() {
    StringBuilder text = new StringBuilder();
    for (int change = 0; change < shown.length; change++) {
      if (shown[change] == sessions) {
        text.append(
            "change %d %d %d %d%n".formatted(change, first[change], median[change], last[change]));
      }
    }
    CommandLoop.say(text + "tallied %d %d %s".formatted(frames, merged, sample));
  }
}
