package dev.kith.acceptance.client;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures to send in, and what came back. */
public final class PictureFile {

  /** A lossless WebP of 300 x 200 pixels, part of which lets everything through. */
  private static final String WEBP =
      "UklGRkYAAABXRUJQVlA4TDoAAAAvK8ExEB8gEEjaH3qN+RcQFPk/2vwH8KVAUdtIzlaIS7LcHcT7D4GJ6P8EfMzXmPQfA1KYKZj0HwMC";

  private PictureFile() {}

  /** Of one colour; {@code format} is png, jpeg, gif or webp, which is always the same. */
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

  /** Nothing that could be compressed: about three bytes a pixel. */
  public static byte[] noise(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < width * height; pixel++) {
      image.setRGB(pixel % width, pixel / width, random.nextInt());
    }
    return encoded("png", image);
  }

  /** The picture that these bytes are. */
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
