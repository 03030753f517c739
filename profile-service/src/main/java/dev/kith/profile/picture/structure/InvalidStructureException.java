package dev.kith.profile.picture.structure;

/** A file that no decoder is given. */
public final class InvalidStructureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The kinds of reasons. */
  public enum Kind {
    /** The file ends too early, or is not what its format demands. */
    BROKEN,
    /** The file is well-formed, but has more parts than are taken. */
    TOO_COMPLEX
  }

  private final Kind kind;

  private InvalidStructureException(Kind kind, String why) {
    super(why, null, false, false);
    this.kind = kind;
  }

  /** {@code why} goes on a sentence about the picture: "is cut off". */
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
