package dev.kith.bench.updates;

import dev.kith.bench.process.Machine;
import dev.kith.bench.process.ProcessorTimes;
import dev.kith.bench.updates.Screens.Tallied;
import dev.kith.harness.stack.Stack;
import java.time.Duration;

/**
 * Run that sends changes as fast as all sessions receive them, with a fixed number in flight.
 *
 * @param frames frames that the sessions received
 * @param merged changes that a session received only as part of a later change
 * @param server processor time of all processes that serve the sessions
 * @param screens processor time of the process that contains the sessions
 */
record SustainedRun(
    Duration length,
    int changes,
    long frames,
    long merged,
    ProcessorTimes times,
    Duration server,
    Duration screens,
    String sample) {

  /** Maximum number of changes in one run. */
  static final int MOST_CHANGES = 200_000;

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LAST_WITHIN = Duration.ofSeconds(60);

  /** Source of the changes that the sessions receive. */
  interface Source {

    void send(int number);

    /** Waits until all sent changes are in their final order. */
    void awaitSent();
  }

  /** Number of sessions, maximum number of changes in flight, and length of a run. */
  record Pacing(int sessions, int window, Duration length) {}

  /**
   * Sends changes for the length of {@code pacing}.
   *
   * @param server process whose processor time is measured, or 0 for all processes of the stack
   */
  static SustainedRun run(Stack stack, Screens screens, long server, Pacing pacing, Source source)
      throws InterruptedException {
    screens.expect(pacing.sessions(), MOST_CHANGES);
    ProcessorTimes before = ProcessorTimes.of(stack);
    Duration serverBefore = Machine.processorTime(server);
    Duration screensBefore = Machine.processorTime(screens.pid());
    long start = System.nanoTime();
    int changes = send(screens, pacing, source, start + pacing.length().toNanos());
    Duration length = Duration.ofNanos(System.nanoTime() - start);
    ProcessorTimes times = ProcessorTimes.of(stack).since(before);
    Duration ofServer =
        server == 0 ? times.ofStack() : Machine.processorTime(server).minus(serverBefore);
    Duration ofScreens = Machine.processorTime(screens.pid()).minus(screensBefore);
    Tallied tallied = screens.tally();
    return new SustainedRun(
        length,
        changes,
        tallied.frames(),
        tallied.merged(),
        times,
        ofServer,
        ofScreens,
        tallied.sample());
  }

  private static int send(Screens screens, Pacing pacing, Source source, long end)
      throws InterruptedException {
    int next = 0;
    while (System.nanoTime() < end && next < MOST_CHANGES - 1) {
      // concurrent writes may be stored in another order, and a session that merges them then
      // receives an older change than the awaited one, so that the wait has to end after PATIENCE
      screens.awaitComplete(next - pacing.window(), PATIENCE);
      source.send(next++);
    }
    source.awaitSent();
    source.send(next);
    if (!screens.awaitComplete(next, LAST_WITHIN)) {
      throw new IllegalStateException("The last change is not on all screens in time");
    }
    return next + 1;
  }

  double rate() {
    return (double) frames / (length.toNanos() / 1e9);
  }

  /** Returns the processor time of the server for one frame, in microseconds. */
  double serverMicros() {
    return server.toNanos() / 1e3 / Math.max(1, frames);
  }

  double screensMicros() {
    return screens.toNanos() / 1e3 / Math.max(1, frames);
  }

  double changesPerSecond() {
    return changes / (length.toNanos() / 1e9);
  }
}
