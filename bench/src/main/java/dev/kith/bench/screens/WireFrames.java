package dev.kith.bench.screens;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Subset of RFC 6455 and its opening handshake: unfragmented frames of a server of less than 64
 * KiB, and a client's pong.
 */
final class WireFrames {

  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int INCOMPLETE = -1;

  private static final int PONG = 10;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(US_ASCII);

  private WireFrames() {}

  /** Returns the index after an HTTP head, or {@link #INCOMPLETE}. */
  static int headEnd(byte[] bytes, int from, int to) {
    int matched = 0;
    for (int at = from; at < to; at++) {
      matched = bytes[at] == HEAD_END[matched] ? matched + 1 : bytes[at] == HEAD_END[0] ? 1 : 0;
      if (matched == HEAD_END.length) {
        return at + 1;
      }
    }
    return INCOMPLETE;
  }

  /** Returns the index of the first byte of the payload, or {@link #INCOMPLETE}. */
  static int payloadStart(byte[] bytes, int from, int to) {
    if (from + 2 > to) {
      return INCOMPLETE;
    }
    int length = bytes[from + 1] & 0x7f;
    if ((bytes[from] & FINAL) == 0 || (bytes[from + 1] & MASKED) != 0 || length == EIGHT_BYTES) {
      throw new IllegalStateException("Not a whole, short frame of a server");
    }
    int start = from + (length == TWO_BYTES ? 4 : 2);
    return start > to ? INCOMPLETE : start;
  }

  /** Returns the index after the payload, or {@link #INCOMPLETE}. */
  static int payloadEnd(byte[] bytes, int from, int payloadStart, int to) {
    int length = bytes[from + 1] & 0x7f;
    int end =
        payloadStart
            + (length == TWO_BYTES
                ? ((bytes[from + 2] & 0xff) << 8) | (bytes[from + 3] & 0xff)
                : length);
    return end > to ? INCOMPLETE : end;
  }

  static int kind(byte[] bytes, int from) {
    return bytes[from] & 0x0f;
  }

  /** Returns a server's text frame. */
  static ByteBuffer text(byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocateDirect(payload.length + 4).put((byte) (FINAL | TEXT));
    if (payload.length < TWO_BYTES) {
      frame.put((byte) payload.length);
    } else {
      frame.put((byte) TWO_BYTES).putShort((short) payload.length);
    }
    return frame.put(payload).flip();
  }

  /** Returns a client's answer to a ping, masked with zeros. */
  static ByteBuffer pong(byte[] bytes, int payloadStart, int payloadEnd) {
    int length = payloadEnd - payloadStart;
    return ByteBuffer.allocate(6 + length)
        .put((byte) (FINAL | PONG))
        .put((byte) (MASKED | length))
        .putInt(0)
        .put(bytes, payloadStart, length)
        .flip();
  }
}
