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
 * Detector of addresses that are numbers close to each other, which is typical of trying numbers
 * one after the other: within one list, and next to numbers of earlier requests.
 */
public final class SequentialNumbers {

  /** Numbers no further apart than this are neighbours. */
  public static final int DISTANCE = 10;

  /** A number with {@link #MANY} others within this distance is in a run, whatever its steps. */
  public static final int WIDE = 5_000;

  /** More numbers than a phone book has in one such range. */
  public static final int MANY = 8;

  private static final int MAX_DIGITS = 18;
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1," + MAX_DIGITS + "}");

  private SequentialNumbers() {}

  /** Range of addresses as text, both ends included. */
  public record Range(String first, String last) {}

  /** Number of addresses that have a neighbour in the list. */
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
   * Ranges of addresses that may make this one part of a run: numbers with the same number of
   * digits, with and without a plus. Empty if the address is not a number. A range may contain
   * other addresses, too.
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

  /** Number of addresses in {@code fresh} that continue a run of earlier numbers. */
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
    // the number itself may be among them: a contact that was removed and is added again
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
