package dev.kith.profile.picture;

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
    /** It cannot be decoded. */
    BROKEN,
    /** Others are being decoded for longer than one waits. */
    BUSY
  }

  static Unfit noPicture() {
    return new Unfit(Reason.NO_PICTURE, "is none: send the bytes of a PNG, JPEG, WebP or GIF");
  }

  static Unfit broken() {
    return new Unfit(
        Reason.BROKEN, "is cut off or broken: save it anew with another program and send that");
  }

  static Unfit busy() {
    return new Unfit(Reason.BUSY, "could not be decoded in time: send it again shortly");
  }
}
