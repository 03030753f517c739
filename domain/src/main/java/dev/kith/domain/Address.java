package dev.kith.domain;

import java.util.Optional;

/** Who a profile belongs to: a user, or a group when it starts with {@code group:}. */
public record Address(String text) implements Comparable<Address> {

  /** Marks a group's address. */
  public static final String GROUP_PREFIX = "group:";

  /** What an address is made of, in words for whoever sent a bad one. */
  public static final String RULE =
      "1 to 128 ASCII letters, digits and . _ @ + - : are allowed; a user's address is not 'me', '.' or '..', a group's id is not empty";

  /** Characters of an address, at most. */
  public static final int LONGEST = 128;

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
    return hasShape(text)
        && !text.equals("me")
        && !text.equals(".")
        && !text.equals("..")
        && !text.equals(GROUP_PREFIX);
  }

  /**
   * By hand, because every request comes here several times: a regular expression took 5 % of it.
   */
  private static boolean hasShape(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int index = 0; index < text.length(); index++) {
      if (!isAllowed(text.charAt(index))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "._@+-:".indexOf(character) >= 0;
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
