package dev.kith.notifier.wire;

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

  /** Returns the form of this connection's frames. */
  FrameForm form();

  /**
   * Writes a frame in the connection's form; sessions may share the bytes. It is sent with the next
   * {@link #flush} or {@link #send}.
   */
  void write(byte[] frame);

  /** Sends the frames that were written, with one call to the network. */
  void flush();

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
