package dev.kith.acceptance.client;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures for uploads, and a decoder for the pictures that a service returns. */
public final class PictureFile {

  /** Lossless WebP of 300 x 200 pixels, some of them transparent. */
  private static final String WEBP =
      "UklGRkYAAABXRUJQVlA4TDoAAAAvK8ExEB8gEEjaH3qN+RcQFPk/2vwH8KVAUdtIzlaIS7LcHcT7D4GJ6P8EfMzXmPQfA1KYKZj0HwMC";

  private PictureFile() {}

  /**
   * Encodes a picture of one colour. {@code format} is png, jpeg, gif or webp; for webp the picture
   * is always the same one.
   */
  public static byte[] of(String format, int width, int height, int color) {
    if (format.equals("webp")) {
      return Base64.getDecoder().decode(WEBP);
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < width * height; pixel++) {
      image.setRGB(pixel % width, pixel / width, color);
    }
    return encoded(format, image);
  }

  /** Encodes a PNG of random pixels, which cannot be compressed: about three bytes per pixel. */
  public static byte[] noise(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < width * height; pixel++) {
      image.setRGB(pixel % width, pixel / width, random.nextInt());
    }
    return encoded("png", image);
  }

  public static BufferedImage read(byte[] bytes) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      if (image == null) {
        throw new AssertionError("no picture");
      }
      return image;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static byte[] encoded(String format, BufferedImage image) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, format, bytes);
      return bytes.toByteArray();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
