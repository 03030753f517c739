package dev.kith.notifier.wire;

import dev.kith.notifier.reader.Cursor;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.TimeUnit;

/** Connection of a WebSocket: one text message for each frame. */
public final class WebSocketConnection implements ClientConnection {

  /** Seconds until the connection is dropped after a close frame was sent. */
  private static final long LINGER = 3;

  private static final Buffer PING = Buffer.buffer("kith");

  private final ServerWebSocket socket;
  private final ChannelHandlerContext channel;
  private boolean closed;

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
  }

  @Override
  public void send(String frame) {
    if (isOpen()) {
      var _ = socket.writeTextMessage(frame);
    }
  }

  @Override
  public void send(Cursor cursor, String frame) {
    send(frame);
  }

  @Override
  public void sendSnapshotHello(String hello) {
    send(hello);
  }

  @Override
  public void ping() {
    if (isOpen()) {
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
