package dev.kith.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Codec of keys {@code first|second} and {@code first|second|third} in UTF-8; an address never
 * contains {@code |}.
 */
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

  /** Key of two addresses and a text that tells apart the keys of the same two. */
  public static byte[] join(String first, String second, String third) {
    if (third.indexOf(SEPARATOR) >= 0) {
      throw new IllegalArgumentException("Not the last part of a key: it contains '|'");
    }
    return (new String(join(first, second), UTF_8) + '|' + third).getBytes(UTF_8);
  }

  /** Part before the separator; the whole key if there is none. */
  public static String first(byte[] key) {
    int separator = separator(key);
    return new String(key, 0, separator < 0 ? key.length : separator, UTF_8);
  }

  /**
   * Part behind the first separator, up to the next one if there is one.
   *
   * @throws IllegalArgumentException if there is none: the key is of another topic
   */
  public static String second(byte[] key) {
    int start = separator(key, 0) + 1;
    if (start == 0) {
      throw new IllegalArgumentException("The key has no second part");
    }
    int end = separator(key, start);
    return new String(key, start, (end < 0 ? key.length : end) - start, UTF_8);
  }

  /** Index of the first separator, or -1. */
  static int separator(byte[] key) {
    return separator(key, 0);
  }

  private static int separator(byte[] key, int from) {
    for (int at = from; at < key.length; at++) {
      if (key[at] == SEPARATOR) {
        return at;
      }
    }
    return -1;
  }
}
