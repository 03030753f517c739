package dev.kith.domain;

/** Rule for texts: only characters that JSON, log lines and terminals can show unchanged. */
public final class PlainText {

  private PlainText() {}

  /**
   * Whether {@code text} has no control characters but tabs and line feeds, no unpaired surrogates
   * and no noncharacters of Unicode.
   */
  public static boolean isAllowed(String text) {
    return text.codePoints().noneMatch(PlainText::isForbidden);
  }

  /** Whether a text must not contain the character. */
  public static boolean isForbidden(int character) {
    var type = Character.getType(character);
    return (type == Character.CONTROL && character != '\n' && character != '\t')
        || type == Character.SURROGATE
        || (character & 0xFFFE) == 0xFFFE
        || (character >= 0xFDD0 && character <= 0xFDEF);
  }
}
