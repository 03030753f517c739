package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;

/** Sequential reader of a file; reading beyond the end means that the file is truncated. */
final class Bytes {

  private final ByteBuffer file;
  private final int end;
  private int at;

  Bytes(ByteBuffer file, int from, int end) {
    this.file = file;
    this.at = from;
    this.end = end;
  }

  int position() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  void require(long count) throws InvalidStructureException {
    if (count > remaining()) {
      throw InvalidStructureException.truncated();
    }
  }

  void skip(long count) throws InvalidStructureException {
    require(count);
    at += (int) count;
  }

  int u8() throws InvalidStructureException {
    require(1);
    return Byte.toUnsignedInt(file.get(at++));
  }

  int u16() throws InvalidStructureException {
    return u8() << 8 | u8();
  }

  int u16LittleEndian() throws InvalidStructureException {
    return u8() | u8() << 8;
  }

  int u24LittleEndian() throws InvalidStructureException {
    return u16LittleEndian() | u8() << 16;
  }

  int i32() throws InvalidStructureException {
    return u16() << 16 | u16();
  }

  long u32LittleEndian() throws InvalidStructureException {
    return u16LittleEndian() | (long) u16LittleEndian() << 16;
  }

  /** A part of the file, without copying. */
  ByteBuffer slice(int from, int length) throws InvalidStructureException {
    if (length < 0 || length > end - from) {
      throw InvalidStructureException.truncated();
    }
    return file.slice(from, length);
  }

  byte[] copy(int from, int length) throws InvalidStructureException {
    var bytes = new byte[length];
    slice(from, length).get(bytes);
    return bytes;
  }
}
