package dev.kith.domain;

import java.util.SortedMap;

/** Size of attributes in bytes, as a JSON object in UTF-8 (RFC 8259) without whitespace. */
public final class JsonSize {

  private JsonSize() {}

  /** Bytes of the whole object, with its braces. */
  public static long of(SortedMap<String, Scalar> attributes) {
    var commas = Math.max(0, attributes.size() - 1);
    return attributes.entrySet().stream()
        .mapToLong(entry -> text(entry.getKey()) + 1 + value(entry.getValue()))
        .reduce(2L + commas, Long::sum);
  }

  private static long value(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text(var value) -> text(value);
      case Scalar.Whole(var value) -> Long.toString(value).length();
      case Scalar.Fraction(var value) -> Double.toString(value).length();
      case Scalar.Flag(var value) -> Boolean.toString(value).length();
    };
  }

  private static long text(String text) {
    return 2 + text.codePoints().mapToLong(JsonSize::character).sum();
  }

  private static int character(int character) {
    return switch (character) {
      case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 2;
      default -> character < 0x20 ? 6 : utf8(character);
    };
  }

  private static int utf8(int character) {
    if (character < 0x80) {
      return 1;
    }
    if (character < 0x800) {
      return 2;
    }
    return character < 0x10000 ? 3 : 4;
  }
}
