package dev.kith.notifier.wire;

import dev.kith.notifier.reader.Cursor;
import io.vertx.core.http.HttpServerResponse;

/**
 * Connection of an event stream (SSE): one event for each frame, with its cursor as the event's id.
 */
public final class SseConnection implements ClientConnection {

  public static final String MEDIA_TYPE = "text/event-stream";

  /** Time that a client waits before it reconnects, in milliseconds. */
  private static final int RECONNECT_MILLIS = 1_000;

  /**
   * Event id of the hello before a snapshot. It replaces the client's cursor, so that a client that
   * is cut off right after it does not resume from the earlier one.
   */
  private static final String NO_CURSOR = "-";

  private final HttpServerResponse response;
  private final Frames frames;
  private boolean closed;

  public SseConnection(HttpServerResponse response, Frames frames) {
    this.response = response;
    this.frames = frames;
  }

  /** Writes the response head. */
  public void begin() {
    response
        .setChunked(true)
        .putHeader("Content-Type", MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        // otherwise nginx buffers frames until a page is full
        .putHeader("X-Accel-Buffering", "no");
    write("retry: " + RECONNECT_MILLIS + "\n\n");
  }

  @Override
  public boolean isOpen() {
    return !closed && !response.ended() && !response.closed();
  }

  @Override
  public void closed() {
    closed = true;
  }

  @Override
  public void send(String frame) {
    write("data: " + frame + "\n\n");
  }

  @Override
  public void send(Cursor cursor, String frame) {
    send(cursor.toString(), frame);
  }

  @Override
  public void sendSnapshotHello(String hello) {
    send(NO_CURSOR, hello);
  }

  private void send(String id, String frame) {
    write("id: " + id + "\ndata: " + frame + "\n\n");
  }

  @Override
  public void ping() {
    write(":\n\n");
  }

  @Override
  public boolean answersPings() {
    return false;
  }

  /** Closes the stream. HTTP has no close code, so the last frame carries it. */
  @Override
  public void close(int code, String reason) {
    if (isOpen()) {
      send(frames.end(code, reason));
      var _ = response.end();
    }
  }

  @Override
  public boolean isFull() {
    return response.writeQueueFull();
  }

  @Override
  public void whenDrained(Runnable action) {
    response.drainHandler(_ -> action.run());
  }

  private void write(String event) {
    if (isOpen()) {
      var _ = response.write(event);
    }
  }
}
