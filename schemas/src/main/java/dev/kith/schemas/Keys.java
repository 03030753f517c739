package dev.kith.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Codec of keys {@code first|second} in UTF-8; an address never contains {@code |}. */
public final class Keys {
  private static final byte SEPARATOR = '|';

  private Keys() {}

  /** Key of two addresses. */
  public static byte[] join(String first, String second) {
    if (first.indexOf(SEPARATOR) >= 0 || second.indexOf(SEPARATOR) >= 0) {
      throw new IllegalArgumentException("Not an address: it contains '|'");
    }
    return (first + '|' + second).getBytes(UTF_8);
  }

  /** Part before the separator; the whole key if there is none. */
  public static String first(byte[] key) {
    int separator = separator(key);
    return new String(key, 0, separator < 0 ? key.length : separator, UTF_8);
  }

  /**
   * Part behind the separator.
   *
   * @throws IllegalArgumentException if there is none: the key is of another topic
   */
  public static String second(byte[] key) {
    int separator = separator(key);
    if (separator < 0) {
      throw new IllegalArgumentException("The key has no second part");
    }
    return new String(key, separator + 1, key.length - separator - 1, UTF_8);
  }

  /** Index of the first separator, or -1. */
  static int separator(byte[] key) {
    for (int at = 0; at < key.length; at++) {
      if (key[at] == SEPARATOR) {
        return at;
      }
    }
    return -1;
  }
}
