package dev.kith.notifier.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Encoder of frames as events of an event stream (SSE), with the cursor as the event's id. */
final class EventStreamForm {

  private static final byte[] ID = "id: ".getBytes(US_ASCII);
  private static final byte[] DATA = "data: ".getBytes(US_ASCII);
  private static final byte[] DATA_AFTER_ID = "\ndata: ".getBytes(US_ASCII);
  private static final byte[] END = "\n\n".getBytes(US_ASCII);
  private static final byte[] NOTHING = {};

  private EventStreamForm() {}

  /** Encodes a frame that does not move the client's cursor. */
  static byte[] encode(byte[] json) {
    return join(NOTHING, NOTHING, DATA, json);
  }

  /** Encodes a frame from which the client may resume. */
  static byte[] encode(String id, byte[] json) {
    return join(ID, id.getBytes(US_ASCII), DATA_AFTER_ID, json);
  }

  private static byte[] join(byte[] label, byte[] id, byte[] data, byte[] json) {
    var event = new byte[label.length + id.length + data.length + json.length + END.length];
    var at = 0;
    for (var part : new byte[][] {label, id, data, json, END}) {
      System.arraycopy(part, 0, event, at, part.length);
      at += part.length;
    }
    return event;
  }
}
