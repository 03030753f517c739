package dev.kith.bench.screens;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Times at which the changes of one run were received. A change that a session merged into a later
 * one counts as shown with that one.
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

  /** One frame more has come, with this text in it. */
  void frame(byte[] bytes, int from, int to) {
    if (frames++ == 0) {
      sample = new String(bytes, from, to - from, UTF_8);
    }
  }

  /** All changes after {@code before} up to {@code number} are on one screen more. */
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

  /** A line for each change, and one that ends them. */
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
