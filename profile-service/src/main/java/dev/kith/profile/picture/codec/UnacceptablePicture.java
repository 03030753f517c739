package dev.kith.profile.picture.codec;

import dev.kith.profile.picture.structure.InvalidStructureException;

/**
 * Why a file is not taken.
 *
 * @param why the rest of a sentence about it, with what to do
 */
public record UnacceptablePicture(Reason reason, String why) implements PreparationResult {

  /** The kinds of reasons. */
  public enum Reason {
    /** It is none of the four formats. */
    NO_PICTURE,
    /** The header says more pixels than are taken. */
    TOO_MANY_PIXELS,
    /** It has more parts than are taken, or takes too long to decode. */
    TOO_COMPLEX,
    /** It cannot be decoded. */
    BROKEN,
    /** Another picture of the same user is being decoded. */
    USER_BUSY,
    /** Others are being decoded for longer than one waits, or the decoder does not start. */
    BUSY
  }

  private static final String SAVE_ANEW = ": save it anew with another program and send that";

  public static UnacceptablePicture noPicture() {
    return new UnacceptablePicture(
        Reason.NO_PICTURE, "is none: send the bytes of a PNG, JPEG, WebP or GIF");
  }

  public static UnacceptablePicture broken() {
    return broken("is cut off or broken");
  }

  public static UnacceptablePicture broken(String why) {
    return new UnacceptablePicture(Reason.BROKEN, why + SAVE_ANEW);
  }

  public static UnacceptablePicture of(InvalidStructureException invalid) {
    return switch (invalid.kind()) {
      case BROKEN -> broken("is cut off or broken: it " + invalid.getMessage());
      case TOO_COMPLEX ->
          new UnacceptablePicture(Reason.TOO_COMPLEX, invalid.getMessage() + SAVE_ANEW);
    };
  }

  public static UnacceptablePicture tooSlow() {
    return new UnacceptablePicture(
        Reason.TOO_COMPLEX, "takes too long to decode: send a smaller one, or save it anew");
  }

  public static UnacceptablePicture userBusy() {
    return new UnacceptablePicture(
        Reason.USER_BUSY, "has to wait: another one of this user is being decoded");
  }

  public static UnacceptablePicture busy() {
    return new UnacceptablePicture(
        Reason.BUSY, "could not be decoded in time: send it again shortly");
  }
}
