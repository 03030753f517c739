package dev.kith.bench.updates;

import dev.kith.bench.process.ChildProgram;
import dev.kith.bench.screens.ScreensProgram;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sessions of many users, in a child process ({@link ScreensProgram}). */
final class Screens implements AutoCloseable {

  private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(10);
  private static final String COMPLETE = "complete ";

  private final ChildProgram childProgram;
  private int complete = -1;

  /**
   * Starts the process.
   *
   * @param people file with the address and the token of one user a line
   */
  Screens(Path people) {
    childProgram = new ChildProgram(ScreensProgram.class, List.of(people.toString()), this::takes);
  }

  /**
   * Result of opening sessions.
   *
   * @param length from the first connection to the last {@code synced}
   * @param median from the first connection to the {@code synced} of half of the sessions
   * @param lowest the lowest of the numbers of the last change that each session has received
   */
  record Opened(
      int sessions, int recovered, int retried, Duration length, Duration median, int lowest) {}

  /**
   * Times at which the first, the middle and the last session received a change, by {@link
   * System#nanoTime}.
   */
  record Shown(int number, long first, long median, long last) {}

  /**
   * Changes and frames that the sessions received since {@link #expect}, and the text of one frame.
   */
  record Tallied(List<Shown> changes, long frames, long merged, String sample) {

    Tallied {
      changes = List.copyOf(changes);
    }
  }

  long pid() {
    return childProgram.pid();
  }

  /**
   * Opens the sessions from {@code from} (inclusive) to {@code to} (exclusive), and waits until all
   * are synced.
   */
  Opened open(int from, int to, URI server, boolean resume) throws InterruptedException {
    childProgram.tell(
        "open %d %d %s %d %s"
            .formatted(from, to, server.getHost(), server.getPort(), resume ? "resume" : "fresh"));
    String[] words = childProgram.answer(ANSWERS_WITHIN);
    return new Opened(
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Duration.ofNanos(Long.parseLong(words[4])),
        Duration.ofNanos(Long.parseLong(words[5])),
        Integer.parseInt(words[6]));
  }

  /**
   * Resets the counts: the next change has the number 0 and is sent to {@code sessions} sessions.
   */
  void expect(int sessions, int mostChanges) throws InterruptedException {
    synchronized (this) {
      complete = -1;
    }
    childProgram.tell("expect %d %d".formatted(sessions, mostChanges));
    childProgram.answer(ANSWERS_WITHIN);
  }

  /**
   * Waits until all sessions have received all changes up to this one; returns false if they have
   * not in time.
   */
  synchronized boolean awaitComplete(int number, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (complete < number && System.nanoTime() < deadline) {
      wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    return complete >= number;
  }

  Tallied tally() throws InterruptedException {
    childProgram.tell("tally");
    List<Shown> changes = new ArrayList<>();
    String[] words = childProgram.answer(ANSWERS_WITHIN);
    for (; words[0].equals("change"); words = childProgram.answer(ANSWERS_WITHIN)) {
      changes.add(
          new Shown(
              Integer.parseInt(words[1]),
              Long.parseLong(words[2]),
              Long.parseLong(words[3]),
              Long.parseLong(words[4])));
    }
    return new Tallied(changes, Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
  }

  void cut(int from, int to) throws InterruptedException {
    childProgram.tell("cut %d %d".formatted(from, to));
    childProgram.answer(ANSWERS_WITHIN);
  }

  /**
   * Handles a line that reports a change as complete. With it all earlier changes are complete: a
   * session that has received a change counts as having received those before it.
   */
  private synchronized boolean takes(String line) {
    boolean isComplete = line.startsWith(COMPLETE);
    if (isComplete) {
      complete = Math.max(complete, Integer.parseInt(line.substring(COMPLETE.length())));
      notifyAll();
    }
    return isComplete;
  }

  @Override
  public void close() {
    childProgram.close();
  }
}
