package dev.kith.profile.picture;

import java.util.Optional;

/**
 * How large a picture may be.
 *
 * @param side pixels of the longest side
 * @param megapixels millions of pixels
 */
public record PictureLimits(int side, int megapixels) {

  private static final long MILLION = 1_000_000;

  /** Why a picture of this size is refused; nothing if it is not. */
  Optional<Unfit> refuse(int width, int height) {
    if (width < 1 || height < 1) {
      return Optional.of(Unfit.broken());
    }
    if (width > side || height > side || (long) width * height > megapixels * MILLION) {
      return Optional.of(
          new Unfit(
              Unfit.Reason.TOO_MANY_PIXELS,
              "has %d x %d pixels; at most %d a side and %d million in all are taken: scale it down"
                  .formatted(width, height, side, megapixels)));
    }
    return Optional.empty();
  }
}
