package dev.kith.profile.picture.structure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collector of an ICC profile that is split into segments of a JPEG (ICC.1, annex B.4). */
final class JpegProfile {

  private static final byte[] NAME = "ICC_PROFILE\0".getBytes(US_ASCII);

  private final SortedMap<Integer, byte[]> parts = new TreeMap<>();
  private int count;

  /** Returns whether the segment was a part of the profile. */
  boolean add(Bytes segment) throws InvalidStructureException {
    if (segment.remaining() < NAME.length + 2
        || !Arrays.equals(segment.copy(0, NAME.length), NAME)) {
      return false;
    }
    segment.skip(NAME.length);
    var number = segment.u8();
    count = segment.u8();
    parts.putIfAbsent(number, segment.copy(segment.position(), segment.remaining()));
    return true;
  }

  /** All parts in order; empty if a part is missing. */
  ByteBuffer joined() {
    if (parts.isEmpty() || parts.size() != count || parts.lastKey() != count) {
      return Structure.NOTHING;
    }
    var all = new ByteArrayOutputStream();
    parts.values().forEach(all::writeBytes);
    return ByteBuffer.wrap(all.toByteArray());
  }
}
