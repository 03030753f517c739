package dev.kith.profile.picture.structure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** Chunk of a RIFF container. */
record WebpChunk(String type, ByteBuffer data) {

  static WebpChunk next(Bytes bytes) throws InvalidStructureException {
    var type = new String(bytes.copy(bytes.position(), 4), ISO_8859_1);
    bytes.skip(4);
    var size = bytes.u32LittleEndian();
    var from = bytes.position();
    bytes.skip(size);
    // a chunk of odd size is padded; some encoders omit the padding at the end of the file
    bytes.skip(Math.min(size & 1, bytes.remaining()));
    return new WebpChunk(type, bytes.slice(from, (int) size));
  }

  Bytes bytes() {
    return new Bytes(data, 0, data.limit());
  }
}
