package dev.kith.schemas;

import java.io.ByteArrayOutputStream;

/** Builder of byte arrays. */
final class Bytes {
  private Bytes() {}

  static byte[] of(int... bytes) {
    return of(new byte[0], bytes);
  }

  static byte[] of(byte[] start, int... rest) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(start);
    for (int next : rest) {
      all.write(next);
    }
    return all.toByteArray();
  }

  /** Number in Avro's encoding. */
  static byte[] number(long number) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    long zigzag = (number << 1) ^ (number >> 63);
    while ((zigzag & ~0x7fL) != 0) {
      all.write((int) (zigzag & 0x7f) | 0x80);
      zigzag >>>= 7;
    }
    all.write((int) zigzag);
    return all.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
