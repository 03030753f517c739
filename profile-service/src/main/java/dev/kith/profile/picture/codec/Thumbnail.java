package dev.kith.profile.picture.codec;

import java.awt.image.BufferedImage;

/** A picture scaled down, its sides in proportion. */
public final class Thumbnail {

  private Thumbnail() {}

  /**
   * Fits it into a square.
   *
   * @param image as {@link Pixels#normalized} makes it
   * @param side pixels, less than those of the picture's longest side
   */
  public static BufferedImage of(BufferedImage image, int side) {
    var scale = (double) side / Math.max(image.getWidth(), image.getHeight());
    var thumbnail =
        new BufferedImage(
            // however thin it is, something is left
            scaled(image.getWidth(), scale), scaled(image.getHeight(), scale), image.getType());
    AreaAverage.scale(image.getRaster(), thumbnail.getRaster());
    return thumbnail;
  }

  private static int scaled(int length, double scale) {
    return Math.max(1, (int) Math.round(length * scale));
  }
}
