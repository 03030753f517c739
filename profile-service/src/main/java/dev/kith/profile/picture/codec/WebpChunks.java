package dev.kith.profile.picture.codec;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a WebP file's chunks. The container and each frame declare a size. A decoder checks
 * only the container's size before it allocates memory for a frame, so all sizes are read here.
 */
final class WebpChunks {

  private static final int CONTAINER_HEADER = 12;
  private static final int FRAME_HEADER = 16;
  private static final int MAX_EXIF_BYTES = 64 * 1024;

  private int width;
  private int height;
  private byte @Nullable [] exif;

  /** Reads all chunks; changes the position of {@code input}. */
  static WebpChunks of(ImageInputStream input) throws IOException {
    input.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    var chunks = new WebpChunks();
    chunks.read(input, CONTAINER_HEADER, input.length());
    input.setByteOrder(ByteOrder.BIG_ENDIAN);
    return chunks;
  }

  /** The largest width that any chunk declares. */
  int width() {
    return width;
  }

  int height() {
    return height;
  }

  Optional<byte[]> exif() {
    return Optional.ofNullable(exif);
  }

  private void read(ImageInputStream input, long from, long end) throws IOException {
    for (var at = from; at + 8 <= end; ) {
      input.seek(at);
      var type = input.readInt();
      var size = input.readUnsignedInt();
      chunk(input, type, size, Math.min(end, at + 8 + size));
      at += 8 + size + (size & 1);
    }
  }

  private void chunk(ImageInputStream input, int type, long size, long end) throws IOException {
    var at = input.getStreamPosition();
    switch (type) {
      case 0x58385056 -> { // VP8X
        input.skipBytes(4);
        grow(1 + read24(input), 1 + read24(input));
      }
      case 0x20385056 -> { // VP8
        input.skipBytes(6);
        grow(input.readUnsignedShort() & 0x3fff, input.readUnsignedShort() & 0x3fff);
      }
      case 0x4c385056 -> { // VP8L
        input.skipBytes(1);
        var bits = input.readInt();
        grow(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
      }
      case 0x464d4e41 -> read(input, at + FRAME_HEADER, end); // ANMF
      case 0x46495845 -> { // EXIF
        exif = new byte[(int) Math.min(Math.min(size, end - at), MAX_EXIF_BYTES)];
        input.readFully(exif);
      }
      default -> {}
    }
  }

  private void grow(int newWidth, int newHeight) {
    width = Math.max(width, newWidth);
    height = Math.max(height, newHeight);
  }

  private static int read24(ImageInputStream input) throws IOException {
    return input.readUnsignedByte() | input.readUnsignedShort() << 8;
  }
}
