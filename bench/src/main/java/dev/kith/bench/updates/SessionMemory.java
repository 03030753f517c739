package dev.kith.bench.updates;

import dev.kith.bench.process.Machine;
import dev.kith.harness.stack.Jcmd;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.time.Duration;

/** Memory that one process needs for idle sessions, from its memory without and with sessions. */
record SessionMemory(String process, int sessions, Held none, Held many) {

  private static final double GOAL_KILOBYTES = 12;
  private static final Duration REST = Duration.ofSeconds(5);

  /** Size of live objects after a full collection, and resident memory, in bytes. */
  record Held(long heap, long resident) {

    static Held of(long process) throws InterruptedException {
      // this command collects before it counts
      String histogram = new Jcmd(process).run("GC.class_histogram");
      long heap =
          histogram
              .lines()
              .filter(line -> line.startsWith("Total"))
              .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[2]))
              .sum();
      return new Held(heap, 1024 * Machine.residentKilobytes(process));
    }
  }

  /**
   * Opens and closes the sessions once, so that memory that the process keeps after its first
   * sessions does not count; then measures without sessions, and with the sessions opened again.
   */
  static SessionMemory of(Stack stack, String process, Screens screens, int sessions, URI server)
      throws InterruptedException {
    long pid = stack.run().process(process);
    screens.open(0, sessions, server, false);
    screens.cut(0, sessions);
    Thread.sleep(REST);
    Held none = Held.of(pid);
    screens.open(0, sessions, server, false);
    Thread.sleep(REST);
    Held many = Held.of(pid);
    screens.cut(0, sessions);
    return new SessionMemory(process, sessions, none, many);
  }

  boolean meetsGoal() {
    return heapOfOne() <= GOAL_KILOBYTES * 1000;
  }

  String text() {
    return textWithoutGoal()
        + "; goal for the heap ≤ %.0f KB: %s"
            .formatted(GOAL_KILOBYTES, meetsGoal() ? "met" : "missed");
  }

  String textWithoutGoal() {
    return String.join(
        "\n",
        "  %-32s with %,6d sessions: heap %5.1f -> %5.1f MB, resident %5.1f -> %5.1f MB"
            .formatted(
                process,
                sessions,
                none.heap / 1e6,
                many.heap / 1e6,
                none.resident / 1e6,
                many.resident / 1e6),
        "  %-32s a session: heap %.1f KB, resident %.1f KB"
            .formatted("", heapOfOne() / 1000, residentOfOne() / 1000));
  }

  private double heapOfOne() {
    return (double) (many.heap - none.heap) / sessions;
  }

  private double residentOfOne() {
    return (double) (many.resident - none.resident) / sessions;
  }
}
