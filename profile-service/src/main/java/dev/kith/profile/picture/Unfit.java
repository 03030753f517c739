package dev.kith.profile.picture;

import dev.kith.profile.picture.structure.InvalidStructureException;

/**
 * Why a file is not taken.
 *
 * @param why the rest of a sentence about it, with what to do
 */
public record Unfit(Reason reason, String why) implements Prepared {

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

  static Unfit noPicture() {
    return new Unfit(Reason.NO_PICTURE, "is none: send the bytes of a PNG, JPEG, WebP or GIF");
  }

  static Unfit broken() {
    return broken("is cut off or broken");
  }

  static Unfit broken(String why) {
    return new Unfit(Reason.BROKEN, why + SAVE_ANEW);
  }

  static Unfit of(InvalidStructureException invalid) {
    return switch (invalid.kind()) {
      case BROKEN -> broken("is cut off or broken: it " + invalid.getMessage());
      case TOO_COMPLEX -> new Unfit(Reason.TOO_COMPLEX, invalid.getMessage() + SAVE_ANEW);
    };
  }

  static Unfit tooSlow() {
    return new Unfit(
        Reason.TOO_COMPLEX, "takes too long to decode: send a smaller one, or save it anew");
  }

  static Unfit userBusy() {
    return new Unfit(Reason.USER_BUSY, "has to wait: another one of this user is being decoded");
  }

  static Unfit busy() {
    return new Unfit(Reason.BUSY, "could not be decoded in time: send it again shortly");
  }
}
