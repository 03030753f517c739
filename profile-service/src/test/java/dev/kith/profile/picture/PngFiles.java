package dev.kith.profile.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Editor of PNG files: reads and inserts chunks. */
final class PngFiles {

  /** The signature and IHDR. */
  private static final int HEAD = 33;

  private PngFiles() {}

  /** A file with more chunks before its pixels. */
  static byte[] with(byte[] png, byte[]... chunks) {
    return PictureFiles.joined(
        Arrays.copyOf(png, HEAD),
        PictureFiles.joined(chunks),
        Arrays.copyOfRange(png, HEAD, png.length));
  }

  static byte[] chunk(String type, byte[] data) {
    var chunk = ByteBuffer.allocate(12 + data.length);
    chunk.putInt(data.length).put(type.getBytes(ISO_8859_1)).put(data);
    var check = new CRC32();
    check.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) check.getValue()).array();
  }

  static byte[] chunk(String type, int... numbers) {
    var data = ByteBuffer.allocate(4 * numbers.length);
    for (var number : numbers) {
      data.putInt(number);
    }
    return chunk(type, data.array());
  }

  static byte[] profileChunk(byte[] profile) {
    return chunk("iCCP", PictureFiles.joined("icc\0\0".getBytes(ISO_8859_1), deflated(profile)));
  }

  /** The ICC profile of a file that has one. */
  static byte[] profile(byte[] png) {
    var file = ByteBuffer.wrap(png);
    for (var at = 8; ; at += 12 + file.getInt(at)) {
      if (file.getInt(at + 4) == 0x69434350) { // iCCP
        var data = Arrays.copyOfRange(png, at + 8, at + 8 + file.getInt(at));
        var name = new String(data, ISO_8859_1).indexOf('\0');
        return inflated(Arrays.copyOfRange(data, name + 2, data.length));
      }
    }
  }

  /** A profile whose red is the green of another. */
  static byte[] swapped(byte[] profile) {
    return new String(profile, ISO_8859_1)
        .replace("rXYZ", "-XYZ")
        .replace("gXYZ", "rXYZ")
        .replace("-XYZ", "gXYZ")
        .getBytes(ISO_8859_1);
  }

  static byte[] deflated(byte[] data) {
    var bytes = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(data);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }

  private static byte[] inflated(byte[] data) {
    try (var inflater = new InflaterInputStream(new ByteArrayInputStream(data))) {
      return inflater.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
