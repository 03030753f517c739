package dev.kith.domain;

/**
 * Rule for names of profiles: a name must be visible, and readable in the order in which it was
 * written.
 */
public final class DisplayName {

  /** The rule as text: the end of a sentence that begins with the field. */
  public static final String RULE =
      "must have a visible character, and no character that reverses the direction of text";

  private DisplayName() {}

  /** Whether {@code text} satisfies {@link #RULE}. */
  public static boolean isAllowed(String text) {
    return text.codePoints().anyMatch(DisplayName::isVisible)
        && text.codePoints().noneMatch(DisplayName::turnsDirection);
  }

  /**
   * Letters, digits, punctuation, symbols and private-use characters, except those whose glyph is
   * empty and those that Unicode allows a display to omit (Default_Ignorable_Code_Point).
   */
  private static boolean isVisible(int character) {
    return switch (character) {
      case 0x115F, 0x1160, 0x3164, 0xFFA0 -> false; // fillers of Hangul, letters without a glyph
      case 0x2800 -> false; // braille without a dot
      case 0x1D159 -> false; // a note without a head
      default ->
          switch (Character.getType(character)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.UNASSIGNED,
                Character.SPACE_SEPARATOR,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR,
                Character.NON_SPACING_MARK,
                Character.ENCLOSING_MARK,
                Character.COMBINING_SPACING_MARK ->
                false;
            default -> true;
          };
    };
  }

  /** Embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9, 2). */
  private static boolean turnsDirection(int character) {
    return (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
