package dev.kith.profile.picture.codec;

import java.awt.image.BufferedImage;

/** Scaler that makes thumbnails with the picture's proportions. */
public final class Thumbnail {

  private Thumbnail() {}

  /**
   * Scales the picture to fit into a square.
   *
   * @param image as {@link Pixels#normalized} makes it
   * @param side side of the square in pixels, less than the picture's longest side
   */
  public static BufferedImage of(BufferedImage image, int side) {
    var scale = (double) side / Math.max(image.getWidth(), image.getHeight());
    var thumbnail =
        new BufferedImage(
            // at least one pixel, however narrow the picture is
            scaled(image.getWidth(), scale), scaled(image.getHeight(), scale), image.getType());
    AreaAverage.scale(image.getRaster(), thumbnail.getRaster());
    return thumbnail;
  }

  private static int scaled(int length, double scale) {
    return Math.max(1, (int) Math.round(length * scale));
  }
}
