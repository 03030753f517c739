package dev.kith.profile.picture.structure;

/** Failure of the structure check: the file is not passed to a decoder. */
public final class InvalidStructureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Kinds of reasons. */
  public enum Kind {
    /** The file is truncated or violates its format. */
    BROKEN,
    /** The file is well-formed but has more parts than allowed. */
    TOO_COMPLEX
  }

  private final Kind kind;

  private InvalidStructureException(Kind kind, String why) {
    super(why, null, false, false);
    this.kind = kind;
  }

  /** {@code why} is the predicate of a sentence about the picture, such as "is truncated". */
  static InvalidStructureException broken(String why) {
    return new InvalidStructureException(Kind.BROKEN, why);
  }

  static InvalidStructureException truncated() {
    return broken("ends too early");
  }

  static InvalidStructureException tooComplex(String why) {
    return new InvalidStructureException(Kind.TOO_COMPLEX, why);
  }

  public Kind kind() {
    return kind;
  }
}
