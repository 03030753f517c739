package dev.kith.bench.updates;

import dev.kith.bench.process.Machine;
import dev.kith.bench.updates.Sustained.Pacing;
import dev.kith.bench.updates.Sustained.Source;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

/**
 * What a delivery costs at N screens, in rounds that take turns: straight from the notifier,
 * through the front door, from a server that has its frames ready, and raw appends of the same
 * records.
 */
final class Deliveries {

  private static final double GOAL_OF_FRAMES = 0.4;
  private static final double GOAL_OF_APPENDS = 0.4;
  private static final double GOAL_MICROS = 20;
  private static final double WANTED_MICROS = 15;
  private static final int APPENDED_AGAIN = 200_000;
  private static final String NUMBER = "\"status\":\"";

  private final Stack stack;
  private final Screens screens;
  private final Person subject;
  private final Pacing pacing;
  private final URI notifier;
  private final List<Sustained> straight = new ArrayList<>();
  private final List<Sustained> throughDoor = new ArrayList<>();
  private final List<Sustained> ready = new ArrayList<>();
  private final List<Double> appends = new ArrayList<>();
  private String load = "";

  Deliveries(Stack stack, Screens screens, Person subject, Pacing pacing) {
    this.stack = stack;
    this.screens = screens;
    this.subject = subject;
    this.pacing = pacing;
    this.notifier = stack.run().url("notifier-service");
  }

  Deliveries run(int rounds) throws InterruptedException, ExecutionException {
    Machine.Ticks before = Machine.Ticks.now();
    for (int round = 0; round < rounds; round++) {
      try (UpdateAppends updates = new UpdateAppends(stack)) {
        straight.add(ofKith(notifier));
        updates.take(APPENDED_AGAIN);
        throughDoor.add(ofKith(stack.frontDoor()));
        ready.add(ofReadyFrames(straight.getLast().sample()));
        appends.add(updates.rate());
      }
    }
    load = Machine.Ticks.now().since(before);
    return this;
  }

  /** One round straight from the notifier, for whatever looks on meanwhile. */
  Sustained ofNotifier() throws InterruptedException {
    return ofKith(notifier);
  }

  boolean meetsGoals() {
    return ofFrames() >= GOAL_OF_FRAMES
        && ofAppends() >= GOAL_OF_APPENDS
        && median(straight, Sustained::serverMicros) <= GOAL_MICROS;
  }

  String text() {
    Sustained middle =
        straight.stream()
            .sorted(Comparator.comparingDouble(Sustained::serverMicros))
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
        "  %-44s %10.0f"
            .formatted(
                "floor: raw appends of the same records",
                appends.stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray()[appends.size() / 2]),
        "  %d changes are on their way at a time; CPU is of all that serves a frame, broker and services together;"
            .formatted(pacing.window()),
        "  the screens and what sends the changes are apart; medians of %d rounds; machine: %s; meanwhile %s"
            .formatted(straight.size(), Machine.description(), load),
        verdict("of ready frames", ofFrames(), GOAL_OF_FRAMES, ofFrames() >= GOAL_OF_FRAMES),
        verdict("of raw appends", ofAppends(), GOAL_OF_APPENDS, ofAppends() >= GOAL_OF_APPENDS),
        verdict(
            "µs a delivery, straight (%.0f are wanted)".formatted(WANTED_MICROS),
            median(straight, Sustained::serverMicros),
            GOAL_MICROS,
            median(straight, Sustained::serverMicros) <= GOAL_MICROS),
        "  processor time of the middle round, straight",
        middle.times().text("a delivery", (double) middle.frames()));
  }

  private double ofFrames() {
    return median(straight, Sustained::rate) / median(ready, Sustained::rate);
  }

  private double ofAppends() {
    return median(straight, Sustained::rate)
        / appends.stream().sorted().toList().get(appends.size() / 2);
  }

  private Sustained ofKith(URI server) throws InterruptedException {
    screens.open(0, pacing.sessions(), server, false);
    Changes changes = new Changes(subject);
    Sustained sustained = Sustained.run(stack, screens, 0, pacing, changes);
    screens.cut(0, pacing.sessions());
    if (changes.refused() > 0) {
      throw new IllegalStateException(changes.refused() + " changes were refused");
    }
    return sustained;
  }

  private Sustained ofReadyFrames(String sample) throws InterruptedException {
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
              // they are in order as they are
            }
          };
      Sustained sustained = Sustained.run(stack, screens, server.pid(), pacing, frames);
      screens.cut(0, pacing.sessions());
      return sustained;
    }
  }

  private static String line(String name, List<Sustained> rounds) {
    return "  %-44s %10.0f %10.1f %9.1f %9.1f %10.1f"
        .formatted(
            name,
            median(rounds, Sustained::rate),
            median(rounds, Sustained::changesPerSecond),
            median(
                rounds,
                round ->
                    100.0 * (double) round.merged() / (double) (round.merged() + round.frames())),
            median(rounds, Sustained::serverMicros),
            median(rounds, Sustained::screensMicros));
  }

  private static String verdict(String what, double figure, double goal, boolean met) {
    return "  %.2f %s, goal %.2f: %s".formatted(figure, what, goal, met ? "met" : "missed");
  }

  private static double median(List<Sustained> rounds, ToDoubleFunction<Sustained> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
  }
}
