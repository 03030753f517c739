package dev.kith.bench.screens;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/**
 * Scanner for the few values of a frame that a counting client needs. It parses no JSON, because
 * the server shares the processors with it.
 */
final class FrameText {

  static final int NO_NUMBER = -1;

  private static final int KIND_AT = "{\"type\":\"".length();
  private static final byte[] STATUS = "\"status\":\"".getBytes(US_ASCII);
  private static final byte[] CURSOR = "\"cursor\":\"".getBytes(US_ASCII);
  private static final byte[] RECOVERED = "\"recovered\":true".getBytes(US_ASCII);
  private static final byte[] SYNCED = "synced\"".getBytes(US_ASCII);

  private FrameText() {}

  static boolean isHello(byte[] bytes, int from, int to) {
    return from + KIND_AT < to && bytes[from + KIND_AT] == 'h';
  }

  static boolean isUpdate(byte[] bytes, int from, int to) {
    return from + KIND_AT < to && bytes[from + KIND_AT] == 'u';
  }

  static boolean isSynced(byte[] bytes, int from, int to) {
    return startsAt(bytes, from + KIND_AT, to, SYNCED);
  }

  static boolean isRecovered(byte[] bytes, int from, int to) {
    return find(bytes, from, to, RECOVERED) >= 0;
  }

  /** Returns the number that is the status of the profile in the frame, or {@link #NO_NUMBER}. */
  static int number(byte[] bytes, int from, int to) {
    int at = find(bytes, from, to, STATUS);
    if (at < 0 || at >= to || !isDigit(bytes[at])) {
      return NO_NUMBER;
    }
    int number = 0;
    for (; at < to && isDigit(bytes[at]); at++) {
      number = 10 * number + bytes[at] - '0';
    }
    return number;
  }

  /** Returns the cursor of the frame; null if it has none. */
  static @Nullable String cursor(byte[] bytes, int from, int to) {
    int start = find(bytes, from, to, CURSOR);
    if (start < 0) {
      return null;
    }
    int end = start;
    while (end < to && bytes[end] != '"') {
      end++;
    }
    return new String(bytes, start, end - start, US_ASCII);
  }

  /** Returns the index after the first occurrence of {@code wanted}; negative if there is none. */
  private static int find(byte[] bytes, int from, int to, byte[] wanted) {
    for (int at = from; at + wanted.length <= to; at++) {
      if (startsAt(bytes, at, to, wanted)) {
        return at + wanted.length;
      }
    }
    return -1;
  }

  private static boolean startsAt(byte[] bytes, int at, int to, byte[] wanted) {
    if (at + wanted.length > to) {
      return false;
    }
    for (int index = 0; index < wanted.length; index++) {
      if (bytes[at + index] != wanted[index]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }
}
