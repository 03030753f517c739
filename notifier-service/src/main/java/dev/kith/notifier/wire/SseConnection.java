package dev.kith.notifier.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

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
  static final String NO_CURSOR = "-";

  private final HttpServerResponse response;
  private final Frames frames;
  private final @Nullable ChannelHandlerContext channel;
  private boolean closed;

  public SseConnection(HttpServerResponse response, Frames frames) {
    this(response, frames, null);
  }

  private SseConnection(
      HttpServerResponse response, Frames frames, @Nullable ChannelHandlerContext channel) {
    this.response = response;
    this.frames = frames;
    this.channel = channel;
  }

  /**
   * Creates the connection of a request. With HTTP/1.1, frames that are encoded already go to the
   * channel behind Vert.x' handler, where the encoder makes a chunk of each. A connection of HTTP/2
   * carries other streams too.
   */
  public static SseConnection of(HttpServerRequest request, Frames frames) {
    var hasOwnChannel = request.version() == HttpVersion.HTTP_1_1;
    return new SseConnection(
        request.response(), frames, hasOwnChannel ? FrameGuard.channel(request) : null);
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
  public FrameForm form() {
    return FrameForm.EVENT_STREAM;
  }

  @Override
  public void write(byte[] frame) {
    if (!isOpen()) {
      return;
    }
    if (channel == null) {
      var _ = response.write(Buffer.buffer(frame));
    } else {
      var _ = channel.write(Unpooled.wrappedBuffer(frame), channel.voidPromise());
    }
  }

  @Override
  public void flush() {
    if (channel != null && isOpen()) {
      var _ = channel.flush();
    }
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
