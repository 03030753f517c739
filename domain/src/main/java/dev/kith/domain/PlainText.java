package dev.kith.domain;

/** Texts that JSON, a line of a log and a terminal can show as they are. */
public final class PlainText {

  private PlainText() {}

  /**
   * Whether {@code text} has no control characters but tabs and line feeds, no unpaired surrogates
   * and no noncharacters of Unicode.
   */
  public static boolean isAllowed(String text) {
    return text.codePoints().noneMatch(PlainText::isForbidden);
  }

  /** Whether a character makes a text that is not allowed. */
  public static boolean isForbidden(int character) {
    var type = Character.getType(character);
    return (type == Character.CONTROL && character != '\n' && character != '\t')
        || type == Character.SURROGATE
        || (character & 0xFFFE) == 0xFFFE
        || (character >= 0xFDD0 && character <= 0xFDEF);
  }
}
