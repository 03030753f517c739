package dev.kith.http;

import java.util.HexFormat;

/** Normalizer of paths by RFC 3986, 6.2.2, with the additional restrictions of Kith. */
final class PathForm {

  /**
   * Characters, besides letters and digits, that a segment may contain unencoded; a semicolon is
   * refused.
   */
  private static final String PLAIN = "-._~!$&'()*+,=:@";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PathForm() {}

  /** Normalizes a path that starts with a slash and has no query. */
  static String normal(String path) {
    boolean isNormal = true;
    for (int index = 0; isNormal && index < path.length(); index++) {
      isNormal = path.charAt(index) == '/' || isPlain(path.charAt(index));
    }
    String normal = isNormal ? path : decoded(path);
    checkSegments(normal);
    return normal;
  }

  private static String decoded(String path) {
    StringBuilder decoded = new StringBuilder(path.length());
    for (int index = 0; index < path.length(); index++) {
      char character = path.charAt(index);
      if (character == '%') {
        append(Percent.decode(path, index), decoded);
        index += 2;
      } else if (character == '/' || isPlain(character)) {
        decoded.append(character);
      } else if (character == ';') {
        throw new MalformedTarget("Kith takes no parameters in a path; send it without the ';'.");
      } else {
        throw new MalformedTarget(
            "The path has a character that a URL cannot have; write it percent-encoded.");
      }
    }
    return decoded.toString();
  }

  /**
   * Characters that need encoding stay encoded; those that a later reader could interpret
   * differently are refused.
   */
  private static void append(int character, StringBuilder decoded) {
    if (isPlain((char) character)) {
      decoded.append((char) character);
    } else if (character < ' ' || character >= 0x7f || "/\\%;".indexOf(character) >= 0) {
      throw new MalformedTarget(
          "The path has an encoded slash, backslash, semicolon, percent sign, control character or character outside ASCII, which no path of Kith has.");
    } else {
      decoded.append('%').append(HEX.toHexDigits((byte) character));
    }
  }

  private static boolean isPlain(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || PLAIN.indexOf(character) >= 0;
  }

  /** The last segment may be empty: a path with a final slash differs from the one without it. */
  private static void checkSegments(String path) {
    for (int slash = 0; slash >= 0; ) {
      int next = path.indexOf('/', slash + 1);
      int length = (next < 0 ? path.length() : next) - slash - 1;
      if (length == 0 && next >= 0) {
        throw new MalformedTarget("The path has an empty segment; send it without the '//'.");
      }
      if ((length == 1 || length == 2) && path.startsWith("..".substring(0, length), slash + 1)) {
        throw new MalformedTarget(
            "The path has a segment '.' or '..'; send the path that it leads to.");
      }
      slash = next;
    }
  }
}
