package dev.kith.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Finds addresses that are numbers close to each other, as they come when numbers are tried one
 * after the other: within one list, and beside numbers that were asked for before.
 */
public final class SequentialNumbers {

  /** Numbers no further apart than this are neighbours. */
  public static final int DISTANCE = 10;

  /**
   * A number with {@link #MANY} others no further away than this is in a run, whatever its steps.
   */
  public static final int WIDE = 5_000;

  /** More than a phone book has of one small range. */
  public static final int MANY = 8;

  private static final int MOST_DIGITS = 18;
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1," + MOST_DIGITS + "}");

  private SequentialNumbers() {}

  /** Addresses as texts, both ends included. */
  public record Range(String first, String last) {}

  /** How many of these are numbers with a neighbour among them. */
  public static int count(Collection<Address> addresses) {
    var numbers =
        addresses.stream()
            .map(SequentialNumbers::number)
            .flatMapToLong(OptionalLong::stream)
            .sorted()
            .toArray();
    var count = 0;
    for (var index = 0; index < numbers.length; index++) {
      var afterOne = index > 0 && numbers[index] - numbers[index - 1] <= DISTANCE;
      var beforeOne = index + 1 < numbers.length && numbers[index + 1] - numbers[index] <= DISTANCE;
      if (afterOne || beforeOne) {
        count++;
      }
    }
    return count;
  }

  /**
   * Where addresses stand that may make this one part of a run: numbers with as many digits, with
   * and without a plus. Nothing for what is no number. A range may hold other addresses, too.
   */
  public static List<Range> around(Address address) {
    var digits = digits(address);
    var number = number(address);
    if (number.isEmpty()) {
      return List.of();
    }
    var most = Long.parseLong("9".repeat(digits));
    var first = padded(Math.max(0, number.getAsLong() - WIDE), digits);
    var last = padded(Math.min(most, number.getAsLong() + WIDE), digits);
    return List.of(new Range(first, last), new Range("+" + first, "+" + last));
  }

  /** How many of {@code fresh} continue a run among numbers that were asked for before. */
  public static int continuing(Collection<Address> fresh, Collection<Address> before) {
    var known =
        before.stream()
            .filter(address -> number(address).isPresent())
            .collect(
                Collectors.groupingBy(
                    SequentialNumbers::digits,
                    Collectors.mapping(address -> number(address).getAsLong(), sorted())));
    return (int)
        fresh.stream()
            .filter(address -> number(address).isPresent())
            .filter(address ->
                continues(
                    number(address).getAsLong(),
                    known.getOrDefault(digits(address), Collections.emptyNavigableSet())))
            .count();
  }

  private static Collector<Long, ?, NavigableSet<Long>> sorted() {
    return Collectors.toCollection(TreeSet::new);
  }

  private static boolean continues(long number, NavigableSet<Long> known) {
    // the number itself may be there: a contact that was removed and is added again
    return others(number, DISTANCE, known, 1) || others(number, WIDE, known, MANY);
  }

  private static boolean others(long number, int distance, NavigableSet<Long> known, int least) {
    return known.subSet(number - distance, true, number + distance, true).stream()
            .filter(other -> other != number)
            .limit(least)
            .count()
        == least;
  }

  private static OptionalLong number(Address address) {
    return NUMBER.matcher(address.text()).matches()
        ? OptionalLong.of(Long.parseLong(address.text()))
        : OptionalLong.empty();
  }

  private static int digits(Address address) {
    return address.text().length() - (address.text().startsWith("+") ? 1 : 0);
  }

  private static String padded(long number, int digits) {
    var text = Long.toString(number);
    return "0".repeat(digits - text.length()) + text;
  }
}
