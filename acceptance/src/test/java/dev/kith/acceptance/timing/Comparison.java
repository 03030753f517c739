package dev.kith.acceptance.timing;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Comparison of kinds of requests: whether they can be told apart by the times of their responses.
 *
 * <p>There are two measures of each pair of kinds: the superiority, which is the probability that a
 * response of the one kind took longer than one of the other, compared with 1/2; and the largest
 * distance between the two distributions. Both depend on ranks only, so that a pause of a second
 * counts as one response that was the longest.
 *
 * <p>The effect of chance is known: with n requests of each kind, the superiority of two equal
 * kinds varies around 1/2 with a standard deviation of sqrt(1/(6n)), and a distance above x *
 * sqrt(2/n) has the probability 2 exp(-2x²). The limits are {@value #DEVIATIONS} standard
 * deviations and x = {@value #DISTANCES}: of the runs that compare thirty pairs, one in tens of
 * thousands fails by chance.
 *
 * <p>The effect of everything else is measured: each kind is split into two halves of different
 * addresses between which there is no real difference (A/A), and the kinds must not differ by more
 * than {@value #CONTROL} times the largest difference of such halves.
 */
public record Comparison(Map<String, Halves> kinds) {

  private static final double DEVIATIONS = 5;
  private static final double DISTANCES = 2.8;
  private static final double CONTROL = 1.25;

  /** The times of one kind: of each half of its addresses, and of all of them. */
  public record Halves(Times one, Times other, Times all) {}

  /** A measure of two kinds, and its limit. */
  private record Measure(String pair, String name, double value, double allowed) {

    boolean isTooMuch() {
      return value > allowed;
    }

    @Override
    public String toString() {
      return "%s: %s %.4f (at most %.4f)".formatted(pair, name, value, allowed);
    }
  }

  /**
   * The measures that exceed their limit, as sentences; empty if the kinds cannot be told apart.
   */
  public List<String> differences() {
    return measures().stream().filter(Measure::isTooMuch).map(Measure::toString).toList();
  }

  /** The smallest delay of every request of one kind that the superiority would show. */
  public long leastVisibleNanos() {
    Times times = kinds.values().iterator().next().all();
    long low = 0;
    long high = times.median();
    while (high - low > 100) {
      long middle = (low + high) / 2;
      boolean visible = offHalf(times.longerBy(middle), times) > superiorityAllowed();
      low = visible ? low : middle;
      high = visible ? middle : high;
    }
    return high;
  }

  /** The median of the first kind, which stands for all kinds. */
  public long median() {
    return kinds.values().iterator().next().all().median();
  }

  /** All measures as text, for the output of the test. */
  public String report() {
    String medians =
        kinds.entrySet().stream()
            .map(kind -> kind.getKey() + " " + micros(kind.getValue().all().median()))
            .collect(joining(", "));
    return "medians: %s%nleast visible: %s%n%s"
        .formatted(
            medians,
            micros(leastVisibleNanos()),
            measures().stream().map(Measure::toString).collect(joining("\n")));
  }

  private List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    List<String> names = List.copyOf(kinds.keySet());
    for (int one = 0; one < names.size(); one++) {
      for (int other = one + 1; other < names.size(); other++) {
        Times first = times(names.get(one));
        Times second = times(names.get(other));
        String pair = names.get(one) + " and " + names.get(other);
        measures.add(
            new Measure(pair, "off one half", offHalf(first, second), superiorityAllowed()));
        measures.add(new Measure(pair, "distance", first.distance(second), distanceAllowed()));
      }
    }
    return measures;
  }

  private double superiorityAllowed() {
    double control =
        kinds.values().stream().mapToDouble(kind -> offHalf(kind.one, kind.other)).max().orElse(0);
    return Math.max(DEVIATIONS * Math.sqrt(1.0 / (6 * count())), CONTROL * control);
  }

  private double distanceAllowed() {
    double control =
        kinds.values().stream().mapToDouble(kind -> kind.one.distance(kind.other)).max().orElse(0);
    return Math.max(DISTANCES * Math.sqrt(2.0 / count()), CONTROL * control);
  }

  private Times times(String kind) {
    return requireNonNull(kinds.get(kind)).all();
  }

  private int count() {
    return kinds.values().stream().mapToInt(kind -> kind.all.count()).min().orElseThrow();
  }

  private static double offHalf(Times one, Times other) {
    return Math.abs(one.superiority(other) - 0.5);
  }

  private static String micros(long nanos) {
    return "%.1f µs".formatted(nanos / 1_000.0);
  }
}
