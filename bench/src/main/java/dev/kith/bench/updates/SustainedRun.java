package dev.kith.bench.updates;

import dev.kith.bench.process.Machine;
import dev.kith.bench.process.ProcessorTimes;
import dev.kith.bench.updates.Screens.Tallied;
import dev.kith.harness.stack.Stack;
import java.time.Duration;

/**
 * Run that sends changes as fast as many sessions receive them, with a few in flight.
 *
 * @param frames that were shown
 * @param merged changes that a session took together with a later one
 * @param server processor time of all that serves the screens
 * @param screens processor time of the process that has them
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

  /** In one run. */
  static final int MOST_CHANGES = 200_000;

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LAST_WITHIN = Duration.ofSeconds(60);

  /** Whatever makes all screens show a number. */
  interface Source {

    void send(int number);

    /** Returns when nothing is on its way to where the changes are put in order. */
    void awaitSent();
  }

  /** How it is done. */
  record Pacing(int sessions, int window, Duration length) {}

  /**
   * Sends changes for so long.
   *
   * @param server the process that serves them, or 0 for all of the stack's
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
      // writes under way may change places: whoever waits for an older one goes on after a while
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

  /** Of the processor, for one frame. */
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
