package dev.kith.profile.picture.structure;

import java.util.Set;

/**
 * PNG header, the chunk IHDR.
 *
 * @param depth bits per sample
 */
record PngHeader(int width, int height, int depth, int colourType) {

  private static final int LENGTH = 13;
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int INDEXED = 3;
  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  static PngHeader read(PngChunk chunk) throws InvalidStructureException {
    if (!chunk.is("IHDR") || chunk.data().remaining() != LENGTH) {
      throw InvalidStructureException.broken("has no header");
    }
    chunk.requireIntact();
    var data = chunk.data();
    var header = new PngHeader(data.getInt(0), data.getInt(4), data.get(8), data.get(9));
    if (!header.isDepthAllowed() || data.get(10) != 0 || data.get(11) != 0 || data.get(12) > 1) {
      throw InvalidStructureException.broken("has a header that PNG does not allow");
    }
    return header;
  }

  boolean isGrey() {
    return colourType == GREY || colourType == GREY_ALPHA;
  }

  /** Samples of fewer bits are decoded to one byte each. */
  int pixelBytes() {
    var samples =
        switch (colourType) {
          case GREY, INDEXED -> 1;
          case GREY_ALPHA -> 2;
          case RGB -> 3;
          default -> 4;
        };
    return depth == 16 ? 2 * samples : samples;
  }

  private boolean isDepthAllowed() {
    return switch (colourType) {
      case GREY -> Set.of(1, 2, 4, 8, 16).contains(depth);
      case INDEXED -> Set.of(1, 2, 4, 8).contains(depth);
      case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
      default -> false;
    };
  }
}
