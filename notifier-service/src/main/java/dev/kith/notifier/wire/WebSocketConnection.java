package dev.kith.notifier.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connection of a WebSocket: one text message for each frame.
 *
 * <p>Frames that are encoded already go to the channel behind Vert.x' handler, where its encoder
 * passes buffers on as they are. That costs less than {@code writeTextMessage}, and keeps the order
 * of both, because all methods run on the channel's event loop. Small frames are collected in one
 * buffer, which passes through the channel's handlers once.
 */
public final class WebSocketConnection implements ClientConnection {

  /** Seconds until the connection is dropped after a close frame was sent. */
  private static final long LINGER = 3;

  private static final Buffer PING = Buffer.buffer("kith");

  /** Bytes from which on collected frames are passed on before the flush. */
  private static final int MAX_COLLECTED = 16 * 1024;

  /** A longer frame is passed on without a copy. */
  private static final int MAX_COPIED = 2 * 1024;

  private final ServerWebSocket socket;
  private final ChannelHandlerContext channel;
  private boolean closed;

  /** The first frame since the last flush; null if there is none, or if there are more. */
  private byte @Nullable [] single;

  private @Nullable ByteBuf collected;

  public WebSocketConnection(ServerWebSocket socket, ChannelHandlerContext channel) {
    this.socket = socket;
    this.channel = channel;
  }

  @Override
  public boolean isOpen() {
    return !closed && !socket.isClosed();
  }

  @Override
  public void closed() {
    closed = true;
    drop();
  }

  @Override
  public void send(String frame) {
    if (isOpen()) {
      passOn();
      var _ = socket.writeTextMessage(frame);
    }
  }

  @Override
  public FrameForm form() {
    return FrameForm.WEB_SOCKET;
  }

  @Override
  public void write(byte[] frame) {
    if (!isOpen()) {
      return;
    }
    if (frame.length > MAX_COPIED) {
      passOn();
      pass(Unpooled.wrappedBuffer(frame));
    } else if (single == null && collected == null) {
      single = frame;
    } else {
      collect(frame);
    }
  }

  private void collect(byte[] frame) {
    var buffer = collected;
    if (buffer == null) {
      buffer = channel.alloc().buffer(2 * MAX_COPIED);
      collected = buffer;
    }
    if (single != null) {
      buffer.writeBytes(single);
      single = null;
    }
    buffer.writeBytes(frame);
    if (buffer.readableBytes() >= MAX_COLLECTED) {
      passOn();
    }
  }

  /** Writes what was collected to the channel. */
  private void passOn() {
    if (single != null) {
      pass(Unpooled.wrappedBuffer(single));
      single = null;
    }
    if (collected != null) {
      pass(collected);
      collected = null;
    }
  }

  private void pass(ByteBuf frames) {
    var _ = channel.write(frames, channel.voidPromise());
  }

  private void drop() {
    single = null;
    if (collected != null) {
      collected.release();
      collected = null;
    }
  }

  @Override
  public void flush() {
    if (isOpen()) {
      passOn();
      var _ = channel.flush();
    } else {
      drop();
    }
  }

  @Override
  public void ping() {
    if (isOpen()) {
      passOn();
      socket.writePing(PING);
    }
  }

  @Override
  public boolean answersPings() {
    return true;
  }

  /**
   * Closes the WebSocket and later drops the connection: a client that does not read never receives
   * the close frame, and another may not answer it.
   */
  @Override
  public void close(int code, String reason) {
    if (isOpen()) {
      passOn();
      var _ = socket.close((short) code, reason);
      var _ =
          channel
              .executor()
              .schedule(
                  () -> {
                    var _ = channel.close();
                  },
                  LINGER,
                  TimeUnit.SECONDS);
    }
  }

  @Override
  public boolean isFull() {
    return socket.writeQueueFull();
  }

  @Override
  public void whenDrained(Runnable action) {
    socket.drainHandler(_ -> action.run());
  }
}
