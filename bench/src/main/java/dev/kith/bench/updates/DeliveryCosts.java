package dev.kith.bench.updates;

import dev.kith.bench.process.Machine;
import dev.kith.bench.updates.SustainedRun.Pacing;
import dev.kith.bench.updates.SustainedRun.Source;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Processor time of a delivery to N sessions, in alternating rounds: straight from the notifier,
 * through the front door, and from a server that writes prepared frames.
 */
final class DeliveryCosts {

  private static final double GOAL_OF_FRAMES = 0.4;
  private static final double GOAL_MICROS = 15;
  private static final String NUMBER = "\"status\":\"";

  private final Stack stack;
  private final Screens screens;
  private final Person subject;
  private final Pacing pacing;
  private final URI notifier;
  private final List<SustainedRun> straight = new ArrayList<>();
  private final List<SustainedRun> throughDoor = new ArrayList<>();
  private final List<SustainedRun> ready = new ArrayList<>();
  private String load = "";

  DeliveryCosts(Stack stack, Screens screens, Person subject, Pacing pacing) {
    this.stack = stack;
    this.screens = screens;
    this.subject = subject;
    this.pacing = pacing;
    this.notifier = stack.run().url("notifier-service");
  }

  DeliveryCosts run(int rounds) throws InterruptedException {
    Machine.Ticks before = Machine.Ticks.now();
    for (int round = 0; round < rounds; round++) {
      straight.add(ofKith(notifier));
      throughDoor.add(ofKith(stack.frontDoor()));
      ready.add(ofReadyFrames(straight.getLast().sample()));
    }
    load = Machine.Ticks.now().since(before);
    return this;
  }

  /** Runs one round straight from the notifier, which does not count in the results. */
  SustainedRun ofNotifier() throws InterruptedException {
    return ofKith(notifier);
  }

  boolean meetsGoals() {
    return ofFrames() >= GOAL_OF_FRAMES
        && median(straight, SustainedRun::serverMicros) <= GOAL_MICROS;
  }

  String text() {
    SustainedRun middle =
        straight.stream()
            .sorted(Comparator.comparingDouble(SustainedRun::serverMicros))
            .toList()
            .get(straight.size() / 2);
    return String.join(
        "\n",
        "",
        "%-46s %10s %10s %9s %9s %10s"
            .formatted(
                "changes of one profile on N = %,d screens".formatted(pacing.sessions()),
                "frames/s",
                "changes/s",
                "merged %",
                "CPU µs",
                "screens' µs"),
        line("straight from the notifier", straight),
        line("through the front door", throughDoor),
        line("floor: ready frames, one thread", ready),
        "  %d changes are on their way at a time; CPU is of all that serves a frame, broker and services together;"
            .formatted(pacing.window()),
        "  the screens and what sends the changes are apart; medians of %d rounds; machine: %s; meanwhile %s"
            .formatted(straight.size(), Machine.description(), load),
        verdict("of ready frames", ofFrames(), GOAL_OF_FRAMES, ofFrames() >= GOAL_OF_FRAMES),
        verdict(
            "µs a delivery, straight",
            median(straight, SustainedRun::serverMicros),
            GOAL_MICROS,
            median(straight, SustainedRun::serverMicros) <= GOAL_MICROS),
        "  processor time of the middle round, straight",
        middle.times().text("a delivery", (double) middle.frames()));
  }

  private double ofFrames() {
    return median(straight, SustainedRun::rate) / median(ready, SustainedRun::rate);
  }

  private SustainedRun ofKith(URI server) throws InterruptedException {
    screens.open(0, pacing.sessions(), server, false);
    ProfileChanges profileChanges = new ProfileChanges(subject);
    SustainedRun sustainedRun = SustainedRun.run(stack, screens, 0, pacing, profileChanges);
    screens.cut(0, pacing.sessions());
    if (profileChanges.refused() > 0) {
      throw new IllegalStateException(profileChanges.refused() + " changes were refused");
    }
    return sustainedRun;
  }

  private SustainedRun ofReadyFrames(String sample) throws InterruptedException {
    int start = sample.indexOf(NUMBER) + NUMBER.length();
    String head = sample.substring(0, start);
    String tail = sample.substring(sample.indexOf('"', start));
    try (ReadyFrames server = new ReadyFrames()) {
      screens.open(0, pacing.sessions(), server.url(), false);
      Source frames =
          new Source() {
            @Override
            public void send(int number) {
              server.write(head + number + tail);
            }

            @Override
            public void awaitSent() {
              // the server writes frames in the order of the commands
            }
          };
      SustainedRun sustainedRun = SustainedRun.run(stack, screens, server.pid(), pacing, frames);
      screens.cut(0, pacing.sessions());
      return sustainedRun;
    }
  }

  private static String line(String name, List<SustainedRun> rounds) {
    return "  %-44s %10.0f %10.1f %9.1f %9.1f %10.1f"
        .formatted(
            name,
            median(rounds, SustainedRun::rate),
            median(rounds, SustainedRun::changesPerSecond),
            median(
                rounds,
                round ->
                    100.0 * (double) round.merged() / (double) (round.merged() + round.frames())),
            median(rounds, SustainedRun::serverMicros),
            median(rounds, SustainedRun::screensMicros));
  }

  private static String verdict(String what, double figure, double goal, boolean met) {
    return "  %.2f %s, goal %.2f: %s".formatted(figure, what, goal, met ? "met" : "missed");
  }

  private static double median(List<SustainedRun> rounds, ToDoubleFunction<SustainedRun> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
  }
}
