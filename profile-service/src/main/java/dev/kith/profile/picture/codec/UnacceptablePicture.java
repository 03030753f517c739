package dev.kith.profile.picture.codec;

import dev.kith.profile.picture.structure.InvalidStructureException;

/**
 * Refusal of an uploaded file, with its reason.
 *
 * @param why the predicate of a sentence about the picture, with what to do
 */
public record UnacceptablePicture(Reason reason, String why) implements PreparationResult {

  /** Kinds of reasons. */
  public enum Reason {
    /** The file has none of the four formats. */
    NO_PICTURE,
    /** The header declares more pixels than allowed. */
    TOO_MANY_PIXELS,
    /** The file has more parts than allowed, or takes too long to decode. */
    TOO_COMPLEX,
    /** The file cannot be decoded. */
    BROKEN,
    /** Another picture of the same user is being decoded. */
    USER_BUSY,
    /** No decoder became free in time, or the decoder does not start. */
    BUSY
  }

  private static final String SAVE_ANEW =
      ": save it again with another program and send the new file";

  public static UnacceptablePicture noPicture() {
    return new UnacceptablePicture(
        Reason.NO_PICTURE, "has an unknown format: send the bytes of a PNG, JPEG, WebP or GIF");
  }

  public static UnacceptablePicture broken() {
    return broken("is truncated or damaged");
  }

  public static UnacceptablePicture broken(String why) {
    return new UnacceptablePicture(Reason.BROKEN, why + SAVE_ANEW);
  }

  public static UnacceptablePicture of(InvalidStructureException invalid) {
    return switch (invalid.kind()) {
      case BROKEN -> broken("is truncated or damaged: it " + invalid.getMessage());
      case TOO_COMPLEX ->
          new UnacceptablePicture(Reason.TOO_COMPLEX, invalid.getMessage() + SAVE_ANEW);
    };
  }

  public static UnacceptablePicture tooSlow() {
    return new UnacceptablePicture(
        Reason.TOO_COMPLEX,
        "takes too long to decode: send a smaller one, or save it again with another program");
  }

  public static UnacceptablePicture userBusy() {
    return new UnacceptablePicture(
        Reason.USER_BUSY,
        "was not decoded, because another one of this user is being decoded: send it after that");
  }

  public static UnacceptablePicture busy() {
    return new UnacceptablePicture(
        Reason.BUSY, "was not decoded in time: send the file again shortly");
  }
}
