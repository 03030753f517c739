package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parser of a GIF file's blocks (GIF89a), up to its trailer. */
public final class GifStructure {

  private static final int MAXIMUM_FRAMES = 5_000;
  private static final int MAXIMUM_BLOCKS = 50_000;

  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int PIXEL_BYTES = 4;

  private final Bytes bytes;
  private final List<ByteBuffer> essential = new ArrayList<>();
  private int frames;
  private Structure.@Nullable Frame first;

  private GifStructure(ByteBuffer file) {
    this.bytes = new Bytes(file, 0, file.limit());
  }

  public static Structure read(ByteBuffer file) throws InvalidStructureException {
    return new GifStructure(file).read();
  }

  private Structure read() throws InvalidStructureException {
    bytes.skip(6);
    var width = bytes.u16LittleEndian();
    var height = bytes.u16LittleEndian();
    var flags = bytes.u8();
    bytes.skip(2 + GifFrame.paletteBytes(flags));
    essential.add(bytes.slice(0, bytes.position()));
    blocks();
    essential.add(ByteBuffer.wrap(new byte[] {TRAILER}));
    var frame = first;
    if (frame == null) {
      throw InvalidStructureException.broken("has no frame");
    }
    // as in browsers, a first frame larger than the canvas enlarges the canvas
    return new Structure(
        Math.max(width, frame.right()),
        Math.max(height, frame.bottom()),
        frame,
        PIXEL_BYTES,
        Structure.NOTHING,
        Structure.NOTHING,
        essential);
  }

  private void blocks() throws InvalidStructureException {
    var blocks = 0;
    for (var type = bytes.u8(); type != TRAILER; type = bytes.u8()) {
      if (++blocks > MAXIMUM_BLOCKS) {
        throw InvalidStructureException.tooComplex(
            "has more than %d blocks".formatted(MAXIMUM_BLOCKS));
      }
      switch (type) {
        case EXTENSION -> extension();
        case IMAGE -> image();
        case 0 -> {} // some encoders end a block twice
        default -> throw InvalidStructureException.broken("has a block of an unknown type");
      }
    }
  }

  private void extension() throws InvalidStructureException {
    var from = bytes.position() - 1;
    var label = bytes.u8();
    skipData();
    if (label == GRAPHIC_CONTROL && first == null) {
      essential.add(bytes.slice(from, bytes.position() - from));
    }
  }

  private void image() throws InvalidStructureException {
    if (++frames > MAXIMUM_FRAMES) {
      throw InvalidStructureException.tooComplex(
          "has more than %d frames".formatted(MAXIMUM_FRAMES));
    }
    var from = bytes.position() - 1;
    var frame = GifFrame.read(bytes);
    var codeSize = bytes.u8();
    var data = bytes.position();
    skipData();
    if (first == null) {
      first = frame;
      essential.add(bytes.slice(from, bytes.position() - from));
      var pixels = (long) frame.width() * frame.height();
      GifFrame.requirePixels(bytes.slice(data, bytes.position() - data), codeSize, pixels);
    }
  }

  private void skipData() throws InvalidStructureException {
    for (var length = bytes.u8(); length > 0; length = bytes.u8()) {
      bytes.skip(length);
    }
  }
}
