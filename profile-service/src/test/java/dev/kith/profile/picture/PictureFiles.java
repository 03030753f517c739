package dev.kith.profile.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;

/** Test pictures: the left half is red, the right half blue. */
public final class PictureFiles {

  private PictureFiles() {}

  public static byte[] of(String format, int width, int height) {
    return encoded(format, halves(width, height, BufferedImage.TYPE_INT_RGB));
  }

  /** A picture whose upper right corner is transparent. */
  public static byte[] translucent(String format, int width, int height) {
    var image = halves(width, height, BufferedImage.TYPE_INT_ARGB);
    for (var y = 0; y < height / 4; y++) {
      for (var x = width * 3 / 4; x < width; x++) {
        image.setRGB(x, y, 0);
      }
    }
    return encoded(format, image);
  }

  /** Two frames: the halves, and then all green. */
  public static byte[] animatedGif(int width, int height) {
    var writer = ImageIO.getImageWritersByFormatName("gif").next();
    var bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.prepareWriteSequence(null);
      var first = halves(width, height, BufferedImage.TYPE_INT_RGB);
      writer.writeToSequence(new IIOImage(first, null, null), null);
      var second = filled(width, height, Color.GREEN);
      writer.writeToSequence(new IIOImage(second, null, null), null);
      writer.endWriteSequence();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A picture from a rotated camera, with a comment and a location. */
  public static byte[] turnedJpeg(int width, int height, int orientation) {
    var jpeg = of("jpeg", width, height);
    var exif = joined("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), orientation(orientation));
    var comment = "taken at home".getBytes(StandardCharsets.US_ASCII);
    return joined(
        Arrays.copyOf(jpeg, 2),
        segment(0xe1, exif),
        segment(0xfe, comment),
        Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /** A block of Exif data with an orientation. */
  static byte[] orientation(int orientation) {
    var exif = ByteBuffer.allocate(8 + 2 + 12 + 4);
    exif.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
    exif.putShort((short) 1).putShort((short) 274).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    return exif.array();
  }

  static byte[] jpegWithProfile(BufferedImage image, byte[] profile) {
    var jpeg = encoded("jpeg", image);
    var start = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
    return joined(
        Arrays.copyOf(jpeg, 2),
        segment(0xe2, joined(start, profile)),
        Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /** A PNG whose header claims another size than its pixels have. */
  public static byte[] lyingPng(int width, int height) {
    var png = of("png", 20, 20);
    var header = ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    var check = new CRC32();
    check.update(png, 12, 17);
    header.putInt(29, (int) check.getValue());
    return png;
  }

  public static byte[] resource(String name) {
    try (var stream = PictureFiles.class.getResourceAsStream("/pictures/" + name)) {
      return Objects.requireNonNull(stream).readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static BufferedImage halves(int width, int height, int type) {
    var image = new BufferedImage(width, height, type);
    var graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    return image;
  }

  public static byte[] encoded(String format, BufferedImage image) {
    try {
      var bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("no writer for " + format);
      }
      return bytes.toByteArray();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static BufferedImage filled(int width, int height, Color color) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  private static byte[] segment(int marker, byte[] data) {
    return ByteBuffer.allocate(4 + data.length)
        .putShort((short) (0xff00 | marker))
        .putShort((short) (2 + data.length))
        .put(data)
        .array();
  }
}
