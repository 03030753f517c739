package dev.kith.local.stack;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Printer of progress lines with the time since the start. */
public final class Progress {

  private final PrintWriter out;
  private final Instant start;

  public Progress(PrintWriter out, Instant start) {
    this.out = out;
    this.start = start;
  }

  /** Prints the new state of a process, such as {@code kafka-broker up 4.1 s}. */
  public void reached(String name, String state) {
    say("  %-24s %-8s %6.1f s".formatted(name, state, seconds()));
  }

  /** Prints what a starting process waits for. */
  void waits(String name, String what) {
    say("  %-24s %-8s %6.1f s  %s".formatted(name, "waits", seconds(), what));
  }

  /** Prints why a process ended, the end of its log, and when it is restarted. */
  void ended(String name, ProcessEnd end, Duration pause) {
    synchronized (out) {
      say("  %-24s %-8s %6.1f s  %s".formatted(name, "ended", seconds(), end.reason()));
      end.lastLines().forEach(line -> say("      " + line));
      say("  %-24s restarts in %d s".formatted(name, pause.toSeconds()));
    }
  }

  /** Prints why a process could not be started, and the time until the next attempt. */
  void notStarted(String sentence, Duration pause) {
    say("  %s; next attempt in %d s".formatted(sentence, pause.toSeconds()));
  }

  public void say(String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }

  public double seconds() {
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }
}
