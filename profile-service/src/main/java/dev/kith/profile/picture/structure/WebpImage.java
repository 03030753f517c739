package dev.kith.profile.picture.structure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Image of a WebP file: lossy (VP8, optionally with an alpha channel) or lossless (VP8L). */
final class WebpImage {

  private static final int LOSSLESS_SIGNATURE = 0x2f;
  private static final int START_CODE = 0x9d012a;
  private static final int LOSSY_HEADER = 10;
  private static final int FOURTEEN_BITS = 0x3fff;
  private static final int HAS_ALPHA = 0x10;

  private @Nullable WebpChunk alpha;
  private @Nullable WebpChunk pixels;
  private int width;
  private int height;

  /** Only the first image is used. */
  void take(WebpChunk chunk) throws InvalidStructureException {
    if (pixels != null) {
      return;
    }
    switch (chunk.type()) {
      case "ALPH" -> alpha = chunk;
      case "VP8 " -> lossy(chunk);
      case "VP8L" -> lossless(chunk);
      default -> {}
    }
  }

  boolean isThere() {
    return pixels != null;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  private void lossy(WebpChunk chunk) throws InvalidStructureException {
    var data = chunk.bytes();
    var tag = data.u24LittleEndian();
    var start = data.u8() << 16 | data.u16();
    width = data.u16LittleEndian() & FOURTEEN_BITS;
    height = data.u16LittleEndian() & FOURTEEN_BITS;
    if ((tag & 1) != 0 || start != START_CODE) {
      throw InvalidStructureException.broken("has a frame that depends on another");
    }
    if ((tag >>> 5) > chunk.data().limit() - LOSSY_HEADER) {
      throw InvalidStructureException.truncated();
    }
    pixels = chunk;
  }

  private void lossless(WebpChunk chunk) throws InvalidStructureException {
    var data = chunk.bytes();
    if (data.u8() != LOSSLESS_SIGNATURE) {
      throw InvalidStructureException.broken("has a frame without its signature");
    }
    var bits = data.u32LittleEndian();
    width = 1 + (int) (bits & FOURTEEN_BITS);
    height = 1 + (int) (bits >>> 14 & FOURTEEN_BITS);
    alpha = null;
    pixels = chunk;
  }

  /** A file that contains only this image. */
  List<ByteBuffer> file() {
    var parts = new ArrayList<ByteBuffer>();
    if (alpha != null) {
      add(parts, "VP8X", extendedHeader());
      add(parts, "ALPH", alpha.data());
    }
    if (pixels != null) {
      add(parts, pixels.type(), pixels.data());
    }
    var size = parts.stream().mapToInt(ByteBuffer::remaining).sum();
    parts.addFirst(header("RIFF", 4 + size));
    parts.add(1, ByteBuffer.wrap("WEBP".getBytes(ISO_8859_1)));
    return parts;
  }

  private ByteBuffer extendedHeader() {
    return ByteBuffer.allocate(10)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(HAS_ALPHA)
        .put(bytes(width - 1))
        .put(bytes(height - 1))
        .flip();
  }

  private static byte[] bytes(int number) {
    return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16)};
  }

  private static void add(List<ByteBuffer> parts, String type, ByteBuffer data) {
    parts.add(header(type, data.remaining()));
    parts.add(data);
    if (data.remaining() % 2 != 0) {
      parts.add(ByteBuffer.allocate(1));
    }
  }

  private static ByteBuffer header(String type, int size) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(ISO_8859_1))
        .putInt(size)
        .flip();
  }
}
