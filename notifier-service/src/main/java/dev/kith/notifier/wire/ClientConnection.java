package dev.kith.notifier.wire;

import dev.kith.notifier.reader.Cursor;

/**
 * Connection of a session to its client: a WebSocket or an event stream. Each frame is one JSON
 * object. Used on the session's context only; frames after the end are dropped.
 */
public interface ClientConnection {

  boolean isOpen();

  /** Marks the connection as closed by the client. */
  void closed();

  /** Sends a frame without a cursor. */
  void send(String frame);

  /** Sends a frame with a cursor: a client that has it knows everything up to there. */
  void send(Cursor cursor, String frame);

  /**
   * Sends the hello of a snapshot. From then on the client must not resume from an earlier cursor.
   */
  void sendSnapshotHello(String hello);

  /** Keeps the connection open in proxies. */
  void ping();

  /** Returns whether a live client answers each ping. */
  boolean answersPings();

  /** Closes the connection with a code of RFC 6455 or of Kith. */
  void close(int code, String reason);

  /** Returns whether the client is too slow for more frames; then wait for {@link #whenDrained}. */
  boolean isFull();

  void whenDrained(Runnable action);
}
