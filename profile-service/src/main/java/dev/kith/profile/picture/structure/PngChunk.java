package dev.kith.profile.picture.structure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Chunk of a PNG file.
 *
 * @param whole the complete chunk with length, type and checksum
 */
record PngChunk(String type, ByteBuffer whole) {

  private static final int BEFORE_DATA = 8;
  private static final int CHECK = 4;

  static PngChunk next(ByteBuffer file, Bytes bytes) throws InvalidStructureException {
    var from = bytes.position();
    var length = Integer.toUnsignedLong(bytes.i32());
    bytes.skip(4 + length + CHECK);
    var whole = file.slice(from, bytes.position() - from);
    var type = new byte[4];
    whole.get(4, type);
    return new PngChunk(new String(type, ISO_8859_1), whole);
  }

  /** Creates a chunk from its parts. */
  static List<ByteBuffer> written(String type, List<ByteBuffer> data) {
    var name = type.getBytes(ISO_8859_1);
    var check = new CRC32();
    check.update(name);
    var length = 0;
    for (var part : data) {
      check.update(part.duplicate());
      length += part.remaining();
    }
    var chunk = new ArrayList<ByteBuffer>();
    chunk.add(ByteBuffer.allocate(BEFORE_DATA).putInt(length).put(name).flip());
    chunk.addAll(data);
    chunk.add(ByteBuffer.allocate(CHECK).putInt((int) check.getValue()).flip());
    return chunk;
  }

  boolean is(String other) {
    return type.equals(other);
  }

  ByteBuffer data() {
    return whole.slice(BEFORE_DATA, whole.limit() - BEFORE_DATA - CHECK);
  }

  void requireIntact() throws InvalidStructureException {
    var check = new CRC32();
    check.update(whole.slice(4, whole.limit() - BEFORE_DATA));
    if ((int) check.getValue() != whole.getInt(whole.limit() - CHECK)) {
      throw InvalidStructureException.broken("has a damaged chunk");
    }
  }

  /**
   * A type that begins with a capital is critical: a decoder that does not know it cannot decode
   * the picture.
   */
  void requireKnown() throws InvalidStructureException {
    if (Character.isUpperCase(type.charAt(0))) {
      throw InvalidStructureException.broken("has a critical chunk of an unknown type");
    }
  }
}
