package dev.kith.profile.picture.codec;

import dev.kith.profile.picture.structure.Structure;
import java.util.Optional;

/**
 * Limits of a picture's size.
 *
 * @param side maximum pixels of the longest side
 * @param megapixels maximum pixels in millions, with 8 bits per sample
 */
public record PictureLimits(int side, int megapixels) {

  private static final long MILLION = 1_000_000;

  /** Above this number of pixels, {@link #BOMB_RATIO} limits the pixels per byte of the file. */
  private static final long BOMB_PIXELS = 5 * MILLION;

  private static final long BOMB_RATIO = 1_000;

  /** Bytes of one RGBA pixel with 8 bits per sample. */
  private static final int PIXEL_BYTES = 4;

  /** The reason for refusing a picture of this size; empty if it is accepted. */
  public Optional<UnacceptablePicture> refuse(Structure structure) {
    if (structure.frame().width() < 1 || structure.frame().height() < 1) {
      return Optional.of(UnacceptablePicture.broken("has no pixels"));
    }
    var width = structure.width();
    var height = structure.height();
    var pixels = (long) width * height;
    if (width > side || height > side || pixels > megapixels * MILLION) {
      return refused(
          "has %d x %d pixels; at most %d per side and %d million in total are allowed"
              .formatted(width, height, side, megapixels));
    }
    if (pixels * structure.pixelBytes() > megapixels * MILLION * PIXEL_BYTES) {
      return refused(
          "has %d x %d pixels of %d bytes each; at most %d million bytes in total are allowed"
              .formatted(width, height, structure.pixelBytes(), megapixels * PIXEL_BYTES));
    }
    if (pixels > BOMB_PIXELS && pixels > BOMB_RATIO * structure.essentialBytes()) {
      return Optional.of(
          new UnacceptablePicture(
              UnacceptablePicture.Reason.TOO_COMPLEX,
              "has %d x %d pixels in only %d bytes, which is refused as a decompression bomb: scale it down"
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
