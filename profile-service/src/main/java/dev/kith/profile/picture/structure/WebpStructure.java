package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Parser of a WebP file's chunks (RFC 9649): the container, and the first frame inside. */
public final class WebpStructure {

  private static final int CONTAINER = 12;
  private static final int FRAME_HEADER = 16;
  private static final int MAXIMUM_CHUNKS = 20_000;
  private static final int MAXIMUM_EXIF = 64 * 1024;
  private static final int PIXEL_BYTES = 4;

  private final ByteBuffer file;
  private int chunks;
  private int width;
  private int height;
  private ByteBuffer exif = Structure.NOTHING;
  private ByteBuffer profile = Structure.NOTHING;
  private final WebpImage still = new WebpImage();
  private @Nullable WebpImage frame;
  private int x;
  private int y;

  private WebpStructure(ByteBuffer file) {
    this.file = file;
  }

  public static Structure read(ByteBuffer file) throws InvalidStructureException {
    return new WebpStructure(file).read();
  }

  private Structure read() throws InvalidStructureException {
    var header = new Bytes(file, 4, file.limit());
    var size = header.u32LittleEndian();
    header.require(size);
    var bytes = new Bytes(file, CONTAINER, (int) (8 + size));
    while (bytes.remaining() > 0) {
      take(next(bytes));
    }
    var image = frame == null || still.isThere() ? still : frame;
    if (!image.isThere()) {
      throw InvalidStructureException.broken("has no frame");
    }
    var place = new Structure.Frame(x, y, image.width(), image.height());
    return new Structure(
        Math.max(width, place.right()),
        Math.max(height, place.bottom()),
        place,
        PIXEL_BYTES,
        exif,
        profile,
        image.file());
  }

  private WebpChunk next(Bytes bytes) throws InvalidStructureException {
    if (++chunks > MAXIMUM_CHUNKS) {
      throw InvalidStructureException.tooComplex(
          "has more than %d chunks".formatted(MAXIMUM_CHUNKS));
    }
    return WebpChunk.next(bytes);
  }

  private void take(WebpChunk chunk) throws InvalidStructureException {
    switch (chunk.type()) {
      case "VP8X" -> {
        var data = chunk.bytes();
        data.skip(4);
        width = 1 + data.u24LittleEndian();
        height = 1 + data.u24LittleEndian();
      }
      case "VP8 ", "VP8L", "ALPH" -> still.take(chunk);
      case "ANMF" -> frame(chunk);
      case "EXIF" -> {
        if (!exif.hasRemaining() && chunk.data().remaining() <= MAXIMUM_EXIF) {
          exif = chunk.data();
        }
      }
      case "ICCP" -> profile = chunk.data();
      default -> {}
    }
  }

  private void frame(WebpChunk chunk) throws InvalidStructureException {
    var data = chunk.bytes();
    var left = 2 * data.u24LittleEndian();
    var top = 2 * data.u24LittleEndian();
    data.skip(FRAME_HEADER - 6);
    if (frame != null) {
      return;
    }
    x = left;
    y = top;
    frame = new WebpImage();
    while (data.remaining() > 0) {
      var inner = next(data);
      if (inner.type().equals("ANMF")) {
        throw InvalidStructureException.broken("has a frame inside a frame");
      }
      frame.take(inner);
    }
  }
}
