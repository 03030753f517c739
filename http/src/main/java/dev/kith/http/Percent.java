package dev.kith.http;

/** Percent-decoding (RFC 3986, 2.1). */
final class Percent {

  private Percent() {}

  /** Byte that the three characters from {@code at} on encode. */
  static int decode(String text, int at) {
    int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
    // Character.digit also accepts digits of other scripts
    if (low < 0 || text.charAt(at + 1) > 'f' || text.charAt(at + 2) > 'f') {
      throw new MalformedTarget(
          "A % in a URL is followed by two hexadecimal digits, and a % itself is written %25.");
    }
    return (high << 4) | low;
  }
}
