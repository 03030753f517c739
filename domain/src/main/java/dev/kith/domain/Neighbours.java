package dev.kith.domain;

import java.util.Collection;
import java.util.regex.Pattern;

/** Finds addresses that are numbers close to each other: whoever goes through numbers asks so. */
public final class Neighbours {

  /** Numbers no further apart than this are neighbours. */
  public static final int DISTANCE = 10;

  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,18}");

  private Neighbours() {}

  /** How many of these are numbers with a neighbour among them. */
  public static int count(Collection<Address> addresses) {
    var numbers =
        addresses.stream()
            .map(Address::text)
            .filter(text -> NUMBER.matcher(text).matches())
            .mapToLong(Long::parseLong)
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
}
