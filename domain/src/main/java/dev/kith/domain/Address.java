package dev.kith.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** Who a profile belongs to: a user, or a group when it starts with {@code group:}. */
public record Address(String text) implements Comparable<Address> {

  /** Marks a group's address. */
  public static final String GROUP_PREFIX = "group:";

  /** What an address is made of, in words for whoever sent a bad one. */
  public static final String RULE =
      "1 to 128 ASCII letters, digits and . _ @ + - : are allowed; a user's address is not 'me', '.' or '..', a group's id is not empty";

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._@+:-]{1,128}");

  public Address {
    if (!isValid(text)) {
      throw new IllegalArgumentException("Not an address: " + RULE);
    }
  }

  /** The address that {@code text} is, or nothing if it is none. */
  public static Optional<Address> parse(String text) {
    return isValid(text) ? Optional.of(new Address(text)) : Optional.empty();
  }

  private static boolean isValid(String text) {
    return SHAPE.matcher(text).matches()
        && !text.equals("me")
        && !text.equals(".")
        && !text.equals("..")
        && !text.equals(GROUP_PREFIX);
  }

  public boolean isGroup() {
    return text.startsWith(GROUP_PREFIX);
  }

  @Override
  public int compareTo(Address other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
