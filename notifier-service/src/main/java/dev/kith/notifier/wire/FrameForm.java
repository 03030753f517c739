package dev.kith.notifier.wire;

import dev.kith.notifier.replica.Cursor;
import java.util.Optional;

/** Form of frames on one kind of connection: the bytes that go to the network. */
public enum FrameForm {
  /** Messages of a WebSocket, which has no place for a cursor besides the JSON. */
  WEB_SOCKET {
    @Override
    public byte[] encode(Optional<Cursor> cursor, byte[] json) {
      return WebSocketForm.encode(json);
    }

    @Override
    public byte[] encodeSnapshotHello(byte[] json) {
      return WebSocketForm.encode(json);
    }
  },

  /** Events of an event stream, with the cursor as the event's id. */
  EVENT_STREAM {
    @Override
    public byte[] encode(Optional<Cursor> cursor, byte[] json) {
      return cursor
          .map(id -> EventStreamForm.encode(id.toString(), json))
          .orElseGet(() -> EventStreamForm.encode(json));
    }

    @Override
    public byte[] encodeSnapshotHello(byte[] json) {
      return EventStreamForm.encode(SseConnection.NO_CURSOR, json);
    }
  };

  /**
   * Encodes a frame.
   *
   * @param cursor of the frame; a client that has it knows everything up to there
   * @param json the frame as JSON in UTF-8
   */
  public abstract byte[] encode(Optional<Cursor> cursor, byte[] json);

  /**
   * Encodes the hello of a snapshot. From then on the client must not resume from an earlier
   * cursor.
   */
  public abstract byte[] encodeSnapshotHello(byte[] json);
}
