package dev.kith.notifier.wire;

import dev.kith.notifier.reader.Cursor;
import io.vertx.core.http.HttpServerResponse;

/** An event stream (SSE): an event for each frame, with its cursor as the event's id. */
public final class SseConnection implements ClientConnection {

  public static final String MEDIA_TYPE = "text/event-stream";

  /** How long a client waits before it comes again, in milliseconds. */
  private static final int COME_AGAIN_AFTER = 1_000;

  /**
   * The id of a hello that says to forget everything: no cursor, so that a client that is cut off
   * right after it does not come back with the one it had before.
   */
  private static final String NO_CURSOR = "-";

  private final HttpServerResponse response;
  private final Frames frames;
  private boolean closed;

  public SseConnection(HttpServerResponse response, Frames frames) {
    this.response = response;
    this.frames = frames;
  }

  /** Writes the head of the answer. */
  public void begin() {
    response
        .setChunked(true)
        .putHeader("Content-Type", MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        // or nginx would keep frames back until it has a page of them
        .putHeader("X-Accel-Buffering", "no");
    write("retry: " + COME_AGAIN_AFTER + "\n\n");
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
  public void show(String frame) {
    write("data: " + frame + "\n\n");
  }

  @Override
  public void show(Cursor cursor, String frame) {
    show(cursor.toString(), frame);
  }

  @Override
  public void startOver(String hello) {
    show(NO_CURSOR, hello);
  }

  private void show(String id, String frame) {
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

  /** There is no close code in HTTP: the last frame says it. */
  @Override
  public void close(int code, String reason) {
    if (isOpen()) {
      show(frames.end(code, reason));
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
