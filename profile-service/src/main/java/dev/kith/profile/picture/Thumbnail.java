package dev.kith.profile.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import net.coobird.thumbnailator.Thumbnails;

/** A picture scaled down, its sides in proportion. */
final class Thumbnail {

  private Thumbnail() {}

  /**
   * Fits it into a square.
   *
   * @param side pixels, less than those of the picture's longest side
   */
  static BufferedImage of(BufferedImage image, int side) throws IOException {
    var scale = (double) side / Math.max(image.getWidth(), image.getHeight());
    return Thumbnails.of(image)
        // however thin it is, something is left
        .forceSize(scaled(image.getWidth(), scale), scaled(image.getHeight(), scale))
        .imageType(image.getType())
        .asBufferedImage();
  }

  private static int scaled(int length, double scale) {
    return Math.max(1, (int) Math.round(length * scale));
  }
}
