package dev.kith.bench.contacts;

import dev.kith.bench.journal.Backlog;
import dev.kith.bench.latency.DeliveryLatencies;
import dev.kith.bench.latency.UpdateRun;
import dev.kith.bench.measure.Latencies;
import dev.kith.bench.measure.OpenLoop;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Run that measures how the writes of large users affect the latencies of other users, and how long
 * the pages of their lists take.
 */
final class LargeUsersRun {

  private static final Duration WITHIN = Duration.ofMinutes(30);
  private static final int GOAL_TIMES = 2;
  private static final int TICKS = 20;

  private final Stack stack;
  private final LargeUsers users;
  private final Consumer<String> tell;

  LargeUsersRun(Stack stack, LargeUsers users, Consumer<String> tell) {
    this.stack = stack;
    this.users = users;
    this.tell = tell;
  }

  /** Latencies of other users' changes: at rest, and while large users are written. */
  record Others(int pace, DeliveryLatencies idle, DeliveryLatencies busy) {

    boolean meetsGoal() {
      return times(50) <= GOAL_TIMES && times(99) <= GOAL_TIMES && busy.isSound();
    }

    String text() {
      return String.join(
          "\n",
          "",
          Latencies.head("others: request -> frame on the screen, ms"),
          idle.toScreen().line("at rest"),
          busy.toScreen().line("while %,d edges/s are written".formatted(2 * pace)),
          "  lost frames %d, refused writes %d; %.1f times as long at p50, %.1f times at p99; goal ≤ %d: %s"
              .formatted(
                  busy.lost(),
                  busy.refused(),
                  times(50),
                  times(99),
                  GOAL_TIMES,
                  meetsGoal() ? "met" : "missed"));
    }

    private double times(double percentile) {
      return busy.toScreen().millisAt(percentile) / idle.toScreen().millisAt(percentile);
    }
  }

  /**
   * Measures other users, at rest and while large users are written.
   *
   * @param pace subscribers and contacts that are each written a second
   */
  Others others(OpenLoop loop, int pace) throws InterruptedException {
    DeliveryLatencies idle = new UpdateRun(stack).run(loop);
    // 10 s longer, so that it does not end before the measurement
    OpenLoop writing = new OpenLoop(TICKS, loop.duration().plusSeconds(10));
    Thread writer =
        Thread.ofPlatform().start(() -> writing.run((number, _) -> write(number, pace)));
    DeliveryLatencies busy = new UpdateRun(stack).run(loop);
    writer.join();
    return new Others(pace, idle, busy);
  }

  /**
   * Appends subscribers at every tick and contacts every half second in large events, as they are
   * written in practice.
   */
  private void write(int tick, int pace) {
    users.appendSubscribers(pace / TICKS);
    if (tick % (TICKS / 2) == 0) {
      users.appendContacts(pace / 2);
    }
  }

  /** Writes what is left, and waits until all is folded. */
  void complete() throws InterruptedException, ExecutionException {
    users.writeThroughApi();
    users.appendAll();
    try (Backlog backlog = Backlog.of(stack)) {
      backlog.awaitNone(
          WITHIN, left -> tell.accept("  about %,d records are left to fold".formatted(left)));
    }
  }

  List<PageRun> pages(int count) {
    Api backend = stack.backend().api();
    String followed = Api.path(users.followed()) + "/contacts";
    String knowing = Api.path(users.knowing()) + "/contacts";
    return List.of(
        new PageRun("contacts of the one with many").run(backend, knowing, count),
        new PageRun("contacts of the one with many subscribers").run(backend, followed, count),
        new PageRun("subscribers of that one")
            .run(backend, followed + "?relation=subscriber", count));
  }
}
