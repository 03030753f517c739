package dev.kith.bench.updates;

import dev.kith.bench.process.Machine;
import dev.kith.bench.updates.Screens.Opened;
import dev.kith.bench.updates.SustainedRun.Source;
import dev.kith.harness.client.Person;
import java.net.URI;
import java.time.Duration;

/**
 * Reconnect storm: all sessions are cut, the followed profile changes, and all sessions reconnect
 * at once, each with its cursor. It ends when the last session is synced and has received the last
 * change.
 */
final class Reconnect {

  private static final Duration GOAL = Duration.ofSeconds(5);
  private static final int MISSED_CHANGES = 5;

  private final Screens screens;
  private final int sessions;
  private final URI server;

  Reconnect(Screens screens, int sessions, URI server) {
    this.screens = screens;
    this.sessions = sessions;
    this.server = server;
  }

  /**
   * Times of the first opening and of the reconnect, and the load of the machine during the latter.
   */
  record Result(Opened first, Opened again, String load) {

    boolean meetsGoal() {
      return again.length().compareTo(GOAL) <= 0
          && again.recovered() == again.sessions()
          && isCaughtUp();
    }

    String text() {
      return String.join(
          "\n",
          "",
          "%,d sessions at once".formatted(first.sessions()),
          line("with a snapshot", first),
          line("again, with cursors, after a change", again),
          "  recovered %,d; %s; machine %s"
              .formatted(
                  again.recovered(),
                  isCaughtUp() ? "all were shown the last change" : "NOT ALL were shown the change",
                  load),
          "  goal: all recovered and caught up in ≤ %d s: %s"
              .formatted(GOAL.toSeconds(), meetsGoal() ? "met" : "missed"));
    }

    private boolean isCaughtUp() {
      return again.lowest() == MISSED_CHANGES - 1;
    }

    private static String line(String name, Opened opened) {
      return "  %-44s half of them after %6.2f s, all after %6.2f s, %d refused at first"
          .formatted(
              name,
              opened.median().toMillis() / 1e3,
              opened.length().toMillis() / 1e3,
              opened.retried());
    }
  }

  Result run(Person subject) throws InterruptedException {
    Opened first = screens.open(0, sessions, server, false);
    screens.expect(sessions, MISSED_CHANGES);
    screens.cut(0, sessions);
    Source profileChanges = new ProfileChanges(subject, MISSED_CHANGES);
    for (int number = 0; number < MISSED_CHANGES; number++) {
      profileChanges.send(number);
      profileChanges.awaitSent();
    }
    Machine.Ticks before = Machine.Ticks.now();
    Opened again = screens.open(0, sessions, server, true);
    String load = Machine.Ticks.now().since(before);
    screens.cut(0, sessions);
    return new Result(first, again, load);
  }
}
