package dev.kith.notifier.push;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/**
 * The socket of a session, written to on its own context only; what comes after its end goes
 * nowhere.
 */
final class Screen {

  private static final Buffer PING = Buffer.buffer("kith");

  private final ServerWebSocket socket;
  private boolean closed;

  Screen(ServerWebSocket socket) {
    this.socket = socket;
  }

  boolean isOpen() {
    return !closed && !socket.isClosed();
  }

  void closed() {
    closed = true;
  }

  void show(String frame) {
    if (isOpen()) {
      var _ = socket.writeTextMessage(frame);
    }
  }

  void ping() {
    if (isOpen()) {
      socket.writePing(PING);
    }
  }

  void close(int code, String reason) {
    if (isOpen()) {
      socket.close((short) code, reason);
    }
  }

  /** Whether the reader is behind; then {@link #whenDrained} is the time to go on. */
  boolean isFull() {
    return socket.writeQueueFull();
  }

  void whenDrained(Runnable action) {
    socket.drainHandler(_ -> action.run());
  }
}
