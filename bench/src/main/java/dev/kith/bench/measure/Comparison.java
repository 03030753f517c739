package dev.kith.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Comparison of Kith with its floor in alternating rounds, so that other load of the machine
 * affects both alike.
 *
 * @param goal minimum ratio of Kith's rate to the floor's
 */
public record Comparison(String title, double goal, List<Round> kith, List<Round> floor) {

  /** Side of a comparison, which runs one round at a time. */
  @FunctionalInterface
  public interface Side {
    Round round() throws InterruptedException;
  }

  public Comparison(String title, double goal) {
    this(title, goal, new ArrayList<>(), new ArrayList<>());
  }

  /** Runs one round of each side, the floor first. */
  public void addRound(Side kithSide, Side floorSide) throws InterruptedException {
    floor.add(floorSide.round());
    kith.add(kithSide.round());
  }

  double ratio() {
    return median(kith, Round::rate) / floorRate();
  }

  /** Returns the median rate of the floor, in requests a second. */
  public double floorRate() {
    return median(floor, Round::rate);
  }

  public boolean meetsGoal() {
    return ratio() >= goal && refused() == 0;
  }

  long refused() {
    return kith.stream().mapToLong(Round::refused).sum()
        + floor.stream().mapToLong(Round::refused).sum();
  }

  /** Returns the results as text; {@code kithName} and {@code floorName} say what the sides do. */
  public String text(String kithName, String floorName) {
    return "%n%-44s %9s %9s %9s %9s %9s%n"
            .formatted(title, "a second", "p50 ms", "p99 ms", "CPU µs *", "refused")
        + line(kithName, kith)
        + line(floorName, floor)
        + "  rounds, kith/floor a second: "
        + rounds()
        + "\n  ratio %.2f, goal %.2f: %s".formatted(ratio(), goal, verdict());
  }

  private String verdict() {
    if (meetsGoal()) {
      return "met";
    }
    return refused() > 0
        ? "missed, because requests were refused"
        : "missed by %.2f: %.1f times as fast would meet it"
            .formatted(goal - ratio(), goal / ratio());
  }

  private String rounds() {
    List<String> pairs = new ArrayList<>();
    for (int number = 0; number < kith.size(); number++) {
      pairs.add("%.0f/%.0f".formatted(kith.get(number).rate(), floor.get(number).rate()));
    }
    return String.join("  ", pairs);
  }

  private static String line(String name, List<Round> rounds) {
    return "  %-42s %9.0f %9.2f %9.2f %9.0f %9d%n"
        .formatted(
            name,
            median(rounds, Round::rate),
            median(rounds, round -> round.latencies().millisAt(50)),
            median(rounds, round -> round.latencies().millisAt(99)),
            median(rounds, Round::processorMicros),
            rounds.stream().mapToLong(Round::refused).sum());
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
