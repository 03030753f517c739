package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;

/** JPEG marker, without its first byte 0xff. */
final class Marker {

  static final int SOF0 = 0xc0;
  static final int SOF1 = 0xc1;
  static final int SOF2 = 0xc2;
  static final int DHT = 0xc4;
  static final int SOI = 0xd8;
  static final int EOI = 0xd9;
  static final int SOS = 0xda;
  static final int DQT = 0xdb;
  static final int DRI = 0xdd;
  static final int APP0 = 0xe0;
  static final int APP1 = 0xe1;
  static final int APP2 = 0xe2;
  static final int APP14 = 0xee;

  private static final int SOF15 = 0xcf;
  private static final int JPG = 0xc8;
  private static final int DHP = 0xde;
  private static final int EXP = 0xdf;
  private static final int TEM = 0x01;

  private Marker() {}

  static ByteBuffer endOfImage() {
    return ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) EOI});
  }

  static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  /** Whether the marker has no length and no data. */
  static boolean isAlone(int marker) {
    return isRestart(marker) || marker == TEM;
  }

  /**
   * Refuses lossless, hierarchical and arithmetic JPEGs, which cameras, phones and browsers do not
   * use.
   */
  static void requireTaken(int marker) throws InvalidStructureException {
    if (marker == SOI) {
      throw InvalidStructureException.broken("begins a second image before the first one ends");
    }
    if ((marker > SOF2 && marker <= SOF15 && marker != JPG) || marker == DHP || marker == EXP) {
      throw InvalidStructureException.tooComplex(
          "is a lossless, hierarchical or arithmetic JPEG, which is not supported");
    }
  }
}
