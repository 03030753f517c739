package dev.kith.bench.process;

import dev.kith.harness.stack.Jcmd;
import dev.kith.harness.stack.Stack;
import java.util.ArrayList;
import java.util.List;

/** Flight recordings of several processes during the same measurement. */
public final class Recordings {

  private static final List<String> PROCESSES =
      List.of("notifier-service", "kafka-broker", "profile-service", "contact-graph-service");

  private Recordings() {}

  /**
   * Records each process that takes part in a delivery while {@code work} runs once, and returns a
   * text for each.
   */
  public static List<String> of(Stack stack, Recording.Work work) throws InterruptedException {
    List<String> texts = new ArrayList<>();
    record(stack, 0, work, texts);
    return texts;
  }

  private static void record(Stack stack, int next, Recording.Work work, List<String> texts)
      throws InterruptedException {
    if (next == PROCESSES.size()) {
      work.run();
      return;
    }
    String name = PROCESSES.get(next);
    Recording recording =
        Recording.of(
            new Jcmd(stack.run().process(name)), () -> record(stack, next + 1, work, texts));
    texts.addFirst(recording.text(name));
  }
}
