package dev.kith.profile.picture.codec;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Exif orientation: the transformation that turns a picture upright.
 *
 * @param code 1 to 8, the value of Exif tag 274; 1: already upright
 */
public record Orientation(int code) {

  public static final Orientation UPRIGHT = new Orientation(1);

  private static final int TAG = 274;
  private static final int ENTRY = 12;
  private static final int CODES = 8;

  /** Reads a block of Exif data; returns upright if the tag is missing or invalid. */
  static Orientation of(ByteBuffer exif) {
    try {
      var tiff = exif.slice();
      if (tiff.limit() > 6
          && tiff.getInt(0) == 0x45786966) { // some encoders write "Exif\0\0" before it
        tiff = tiff.slice(6, tiff.limit() - 6);
      }
      tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      var at = tiff.getInt(4);
      var entries = Short.toUnsignedInt(tiff.getShort(at));
      for (var entry = at + 2; entries > 0; entry += ENTRY, entries--) {
        if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG) {
          int code = tiff.getShort(entry + 8);
          return code >= 1 && code <= CODES ? new Orientation(code) : UPRIGHT;
        }
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException nonsense) {
      return UPRIGHT;
    }
    return UPRIGHT;
  }

  /** Returns the upright picture. */
  BufferedImage applyTo(BufferedImage image) {
    if (code == 1) {
      return image;
    }
    var turned =
        isSideways()
            ? new BufferedImage(image.getHeight(), image.getWidth(), image.getType())
            : new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
    var graphics = turned.createGraphics();
    graphics.drawImage(image, transform(image.getWidth(), image.getHeight()), null);
    graphics.dispose();
    return turned;
  }

  private boolean isSideways() {
    return code >= 5;
  }

  private AffineTransform transform(int width, int height) {
    return switch (code) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
