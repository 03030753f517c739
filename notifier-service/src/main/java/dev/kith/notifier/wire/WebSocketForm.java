package dev.kith.notifier.wire;

/** Encoder of text messages as WebSocket frames (RFC 6455) of a server, which have no mask. */
final class WebSocketForm {

  /** Larger messages are split, because clients limit the size of a frame. */
  static final int MAX_FRAME = 32_768;

  private static final int FINAL = 0x80;
  private static final int TEXT = 1;
  private static final int CONTINUATION = 0;

  private static final int MAX_SHORT = 125;
  private static final int TWO_BYTES_FOLLOW = 126;
  private static final int LONGEST_HEADER = 4;

  private WebSocketForm() {}

  /** Encodes a message, header included. */
  static byte[] encode(byte[] text) {
    var frames = Math.max(1, (text.length + MAX_FRAME - 1) / MAX_FRAME);
    var encoded = new byte[text.length + headers(text.length, frames)];
    var at = 0;
    for (var frame = 0; frame < frames; frame++) {
      var from = frame * MAX_FRAME;
      var length = Math.min(MAX_FRAME, text.length - from);
      var type = frame == 0 ? TEXT : CONTINUATION;
      encoded[at++] = (byte) (frame == frames - 1 ? FINAL | type : type);
      if (length > MAX_SHORT) {
        encoded[at++] = TWO_BYTES_FOLLOW;
        encoded[at++] = (byte) (length >>> Byte.SIZE);
      }
      encoded[at++] = (byte) length;
      System.arraycopy(text, from, encoded, at, length);
      at += length;
    }
    return encoded;
  }

  /** Bytes of all headers: all frames but the last are full, and so have the longest header. */
  private static int headers(int bytes, int frames) {
    var last = bytes - (frames - 1) * MAX_FRAME;
    return (frames - 1) * LONGEST_HEADER + (last > MAX_SHORT ? LONGEST_HEADER : 2);
  }
}
