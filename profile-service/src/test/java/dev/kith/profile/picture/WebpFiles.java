package dev.kith.profile.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Builder of WebP files from the image in {@code opaque.webp}. */
final class WebpFiles {

  static final int WIDTH = 300;
  static final int HEIGHT = 200;

  private static final int HAS_EXIF = 8;
  private static final int HAS_PROFILE = 0x20;
  private static final int IS_ANIMATED = 2;

  private WebpFiles() {}

  static byte[] withProfile(byte[] profile) {
    return file(header(HAS_PROFILE, WIDTH, HEIGHT), chunk("ICCP", profile), image());
  }

  static byte[] withExif(byte[] exif) {
    return file(header(HAS_EXIF, WIDTH, HEIGHT), image(), chunk("EXIF", exif));
  }

  /** An animation whose first frame is at (100, 60) of a canvas of 500 x 400. */
  static byte[] withOffset() {
    var place = new byte[] {50, 0, 0, 30, 0, 0, (byte) (WIDTH - 1), (WIDTH - 1) >> 8, 0};
    var rest = new byte[] {(byte) (HEIGHT - 1), 0, 0, 100, 0, 0, 0};
    return file(
        header(IS_ANIMATED, 500, 400),
        chunk("ANIM", new byte[6]),
        chunk("ANMF", PictureFiles.joined(place, rest, image())));
  }

  /** The chunk of the pixels. */
  private static byte[] image() {
    var webp = PictureFiles.resource("opaque.webp");
    var at = new String(webp, ISO_8859_1).indexOf("VP8 ");
    var size = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 4);
    return Arrays.copyOfRange(webp, at, at + 8 + size + (size & 1));
  }

  private static byte[] header(int flags, int width, int height) {
    var data = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(flags);
    data.putShort((short) (width - 1)).put((byte) 0).putShort((short) (height - 1));
    return chunk("VP8X", data.array());
  }

  static byte[] file(byte[]... chunks) {
    var all = PictureFiles.joined("WEBP".getBytes(ISO_8859_1), PictureFiles.joined(chunks));
    return chunk("RIFF", all);
  }

  static byte[] chunk(String type, byte[] data) {
    return ByteBuffer.allocate(8 + data.length + (data.length & 1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(ISO_8859_1))
        .putInt(data.length)
        .put(data)
        .array();
  }
}
