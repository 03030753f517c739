package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;

/** GIF frame: its position, and a check that its data contains all pixels. */
final class GifFrame {

  private static final int PALETTE = 0x80;
  private static final int MAXIMUM_CODE_BITS = 12;

  private GifFrame() {}

  static int paletteBytes(int flags) {
    return (flags & PALETTE) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  static Structure.Frame read(Bytes bytes) throws InvalidStructureException {
    var x = bytes.u16LittleEndian();
    var y = bytes.u16LittleEndian();
    var width = bytes.u16LittleEndian();
    var height = bytes.u16LittleEndian();
    bytes.skip(paletteBytes(bytes.u8()));
    return new Structure.Frame(x, y, width, height);
  }

  /** Reads the LZW codes; the number of pixels of each code is known without decoding pixels. */
  static void requirePixels(ByteBuffer blocks, int codeSize, long pixels)
      throws InvalidStructureException {
    if (codeSize < 1 || codeSize >= MAXIMUM_CODE_BITS) {
      throw InvalidStructureException.broken("has a frame with a wrong size of codes");
    }
    var codes = new GifCodes(blocks);
    var lengths = new int[1 << MAXIMUM_CODE_BITS];
    var clear = 1 << codeSize;
    var known = clear + 2;
    var bits = codeSize + 1;
    var previous = 0;
    for (var missing = pixels; missing > 0; ) {
      var code = codes.next(bits);
      if (code == clear) {
        known = clear + 2;
        bits = codeSize + 1;
        previous = 0;
        continue;
      }
      if (code < 0 || code == clear + 1) {
        throw InvalidStructureException.broken("has a frame that ends too early");
      }
      var length = code < clear ? 1 : code < known ? lengths[code] : previous + 1;
      if (previous > 0 && known < lengths.length) {
        lengths[known++] = previous + 1;
        if (known == 1 << bits && bits < MAXIMUM_CODE_BITS) {
          bits++;
        }
      }
      previous = length;
      missing -= length;
    }
  }
}
