package dev.kith.profile.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Small files that cost decoders much time or memory. */
final class HostilePictures {

  private HostilePictures() {}

  /** A photograph of 12 megapixels whose pixels all differ. */
  static byte[] photograph() {
    var image = new BufferedImage(4000, 3000, BufferedImage.TYPE_3BYTE_BGR);
    var random = new Random(1);
    for (var y = 0; y < 3000; y++) {
      for (var x = 0; x < 4000; x++) {
        var level = (x / 16 + y / 16 & 127) + random.nextInt(20);
        image.setRGB(x, y, level << 16 | (level + 30) << 8 | (level + 60));
      }
    }
    return PictureFiles.encoded("jpeg", image);
  }

  static byte[] jpegOfSegments(int count) {
    var jpeg = PictureFiles.of("jpeg", 100, 80);
    var segments = ByteBuffer.allocate(10 * count);
    while (segments.hasRemaining()) {
      segments.putShort((short) 0xfffe).putShort((short) 8).put("abcdef".getBytes(ISO_8859_1));
    }
    return PictureFiles.joined(
        Arrays.copyOf(jpeg, 2), segments.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /** A progressive JPEG whose last scan is repeated many times. */
  static byte[] jpegOfScans(int width, int height, int count) {
    var jpeg = progressive(width, height);
    var scan = lastScan(jpeg);
    var bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, jpeg.length - 2);
    for (var number = 0; number < count; number++) {
      bytes.write(jpeg, scan, jpeg.length - 2 - scan);
    }
    bytes.write(jpeg, jpeg.length - 2, 2);
    return bytes.toByteArray();
  }

  private static int lastScan(byte[] jpeg) {
    var at = jpeg.length - 2;
    while ((jpeg[at] & 0xff) != 0xff || (jpeg[at + 1] & 0xff) != 0xda) {
      at--;
    }
    return at;
  }

  private static byte[] progressive(int width, int height) {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      var parameters = writer.getDefaultWriteParam();
      parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      var image = PictureFiles.halves(width, height, BufferedImage.TYPE_INT_RGB);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Nested frames. */
  static byte[] nestedWebp(int depth) {
    var size = 8 + depth * 24;
    var webp = ByteBuffer.allocate(8 + size).order(ByteOrder.LITTLE_ENDIAN);
    webp.put("RIFF".getBytes(ISO_8859_1)).putInt(size).put("WEBP".getBytes(ISO_8859_1));
    for (var left = depth; left > 0; left--) {
      webp.put("ANMF".getBytes(ISO_8859_1)).putInt(left * 24 - 8).put(new byte[16]);
    }
    return webp.array();
  }

  /** A small PNG with compressed texts of a megabyte each before its pixels. */
  static byte[] pngOfTexts(int count) {
    var text =
        PictureFiles.joined(
            "Comment\0\0".getBytes(ISO_8859_1), PngFiles.deflated(new byte[1 << 20]));
    return pngWith(PngFiles.chunk("zTXt", text), count);
  }

  /** A small PNG whose colour profile inflates to 100 megabytes. */
  static byte[] pngOfProfile() {
    return pngWith(PngFiles.profileChunk(new byte[100 << 20]), 1);
  }

  /** A small PNG with very many chunks of pixels that have none. */
  static byte[] pngOfEmptyChunks(int count) {
    return pngWith(PngFiles.chunk("IDAT", new byte[0]), count);
  }

  private static byte[] pngWith(byte[] chunk, int count) {
    var chunks = ByteBuffer.allocate(chunk.length * count);
    while (chunks.hasRemaining()) {
      chunks.put(chunk);
    }
    return PngFiles.with(PictureFiles.of("png", 100, 80), chunks.array());
  }

  /** A pixel on a canvas. */
  static byte[] gifOfCanvas(int width, int height) {
    var gif = PictureFiles.of("gif", 4, 4);
    ByteBuffer.wrap(gif)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(6, (short) width)
        .putShort(8, (short) height);
    return gif;
  }

  static byte[] gifOfFrames(int count) {
    var gif = PictureFiles.of("gif", 4, 4);
    var start = frame(gif);
    var bytes = new ByteArrayOutputStream();
    bytes.write(gif, 0, start);
    for (var number = 0; number < count; number++) {
      bytes.write(gif, start, gif.length - 1 - start);
    }
    bytes.write(gif, gif.length - 1, 1);
    return bytes.toByteArray();
  }

  /** Offset of the first frame; the palette before it contains no such byte followed by zeros. */
  private static int frame(byte[] gif) {
    var at = 13;
    while (gif[at] != 0x2c || gif[at + 1] != 0 || gif[at + 2] != 0 || gif[at + 5] != 4) {
      at++;
    }
    return at;
  }
}
