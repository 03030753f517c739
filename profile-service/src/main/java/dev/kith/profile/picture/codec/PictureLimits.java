package dev.kith.profile.picture.codec;

import dev.kith.profile.picture.structure.Structure;
import java.util.Optional;

/**
 * How large a picture may be.
 *
 * @param side pixels of the longest side
 * @param megapixels millions of pixels, of 8 bits a sample
 */
public record PictureLimits(int side, int megapixels) {

  private static final long MILLION = 1_000_000;

  /** A picture of more pixels than this may not have more than that many for each of its bytes. */
  private static final long BOMB_PIXELS = 5 * MILLION;

  private static final long BOMB_RATIO = 1_000;

  /** Of red, green, blue and alpha with 8 bits each. */
  private static final int PIXEL_BYTES = 4;

  /** Why a picture of this size is refused; nothing if it is not. */
  public Optional<UnacceptablePicture> refuse(Structure structure) {
    if (structure.frame().width() < 1 || structure.frame().height() < 1) {
      return Optional.of(UnacceptablePicture.broken("has no pixels"));
    }
    var width = structure.width();
    var height = structure.height();
    var pixels = (long) width * height;
    if (width > side || height > side || pixels > megapixels * MILLION) {
      return refused(
          "has %d x %d pixels; at most %d a side and %d million in all are taken"
              .formatted(width, height, side, megapixels));
    }
    if (pixels * structure.pixelBytes() > megapixels * MILLION * PIXEL_BYTES) {
      return refused(
          "has %d x %d pixels of %d bytes each; at most %d million bytes in all are taken"
              .formatted(width, height, structure.pixelBytes(), megapixels * PIXEL_BYTES));
    }
    if (pixels > BOMB_PIXELS && pixels > BOMB_RATIO * structure.essentialBytes()) {
      return Optional.of(
          new UnacceptablePicture(
              UnacceptablePicture.Reason.TOO_COMPLEX,
              "has %d x %d pixels in %d bytes, as no photograph or drawing has: scale it down"
                  .formatted(width, height, structure.essentialBytes())));
    }
    return Optional.empty();
  }

  private static Optional<UnacceptablePicture> refused(String why) {
    return Optional.of(
        new UnacceptablePicture(
            UnacceptablePicture.Reason.TOO_MANY_PIXELS, why + ": scale it down"));
  }
}
