package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;

/** Reader of a GIF frame's LZW codes, which are packed into blocks of up to 255 bytes. */
final class GifCodes {

  private final ByteBuffer blocks;
  private int left;
  private int bits;
  private int count;

  GifCodes(ByteBuffer blocks) {
    this.blocks = blocks;
  }

  /** The next code; -1 after the last one. */
  int next(int size) {
    while (count < size) {
      if (left == 0) {
        left = blocks.hasRemaining() ? Byte.toUnsignedInt(blocks.get()) : 0;
        if (left == 0) {
          return -1;
        }
      }
      bits |= Byte.toUnsignedInt(blocks.get()) << count;
      count += 8;
      left--;
    }
    var code = bits & (1 << size) - 1;
    bits >>>= size;
    count -= size;
    return code;
  }
}
