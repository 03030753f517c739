package dev.kith.notifier.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Netty handler that checks the frames of a client before Vert.x processes them. An invalid frame
 * (RFC 6455) and too many frames of any kind end the session with a close frame; later frames are
 * dropped. It is in the pipeline because Vert.x answers pings before it calls a handler, and closes
 * the connection without a close frame if a frame cannot be decoded.
 */
public final class FrameGuard extends ChannelInboundHandlerAdapter {

  private static final int BURST = 100;
  private static final long INTERVAL_MILLIS = 100;

  private final FrameQuota quota = new FrameQuota(BURST, INTERVAL_MILLIS);
  private final Listener listener;
  private boolean ended;

  /** Receiver of what the guard finds. */
  public interface Listener {
    /** The client has sent a frame of any kind. */
    void heard();

    /** The session must end with a close code. */
    void end(int code, String reason);
  }

  private FrameGuard(Listener listener, boolean ended) {
    this.listener = listener;
    this.ended = ended;
  }

  /**
   * Installs a guard, on the event loop of the socket.
   *
   * @return false if the connection is closed already
   */
  public static boolean guard(ChannelHandlerContext channel, Listener listener) {
    return install(channel, new FrameGuard(listener, false));
  }

  /** Drops all frames of a socket that is closed already and waits for the client's close frame. */
  static boolean ignoreAll(ChannelHandlerContext channel) {
    return install(
        channel,
        new FrameGuard(
            new Listener() {
              @Override
              public void heard() {}

              @Override
              public void end(int code, String reason) {}
            },
            true));
  }

  /** The context of Vert.x's handler in the pipeline of a request's connection. */
  public static ChannelHandlerContext channel(HttpServerRequest request) {
    return ((ConnectionBase) request.connection()).channelHandlerContext();
  }

  private static boolean install(ChannelHandlerContext channel, FrameGuard guard) {
    if (channel.isRemoved()) {
      return false;
    }
    channel.pipeline().addBefore(channel.name(), "frame-guard", guard);
    return true;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame frame && !passes(context, frame)) {
      ReferenceCountUtil.release(frame);
    } else {
      context.fireChannelRead(message);
    }
  }

  private boolean passes(ChannelHandlerContext context, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame) {
      listener.heard();
      return true;
    }
    if (ended) {
      return false;
    }
    listener.heard();
    if (!quota.take(System.currentTimeMillis())) {
      end(CloseCode.POLICY, "too many frames");
      return false;
    }
    // a pong that cannot be written would stay in memory
    return !(frame instanceof PingWebSocketFrame) || context.channel().isWritable();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    switch (failure) {
      case CorruptedWebSocketFrameException broken ->
          end(broken.closeStatus().code(), "a frame violates RFC 6455");
      case TooLongFrameException _ -> end(CloseCode.TOO_LARGE, "a frame is too large");
      default -> context.fireExceptionCaught(failure);
    }
  }

  private void end(int code, String reason) {
    if (!ended) {
      ended = true;
      listener.end(code, reason);
    }
  }
}
