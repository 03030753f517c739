package dev.kith.notifier.wire;

import dev.kith.notifier.reader.Cursor;

/**
 * What a session writes to, on its own context only; what comes after its end goes nowhere. Each
 * frame is one JSON object.
 */
public interface ClientConnection {

  boolean isOpen();

  /** The other side is gone. */
  void closed();

  /** Shows a frame that has no cursor. */
  void show(String frame);

  /** Shows a frame up to which all is known to whoever has seen it. */
  void show(Cursor cursor, String frame);

  /** Shows a hello after which no cursor from before it may be come back with. */
  void startOver(String hello);

  /** Keeps open what lies between. */
  void ping();

  /** Whether a peer that is there answers each ping. */
  boolean answersPings();

  /** Ends it with a code of RFC 6455 or one of our own. */
  void close(int code, String reason);

  /** Whether the reader is behind; then {@link #whenDrained} is the time to go on. */
  boolean isFull();

  void whenDrained(Runnable action);
}
