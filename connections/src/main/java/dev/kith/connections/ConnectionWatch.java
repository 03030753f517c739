package dev.kith.connections;

import dev.kith.connections.ConnectionListener.Reason;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Handler between the codec and Vert.x that follows requests and responses, until the connection
 * switches to another protocol than HTTP.
 */
final class ConnectionWatch extends ChannelDuplexHandler {

  private final Connection connection;
  private final ConnectionCount count;
  private final ConnectionLimits limits;
  private final @Nullable ClientAddress forwarded;

  private boolean isReceiving;
  private boolean isInterim;
  private boolean isRefusing;
  private int unanswered;
  private @Nullable InetAddress client;

  /**
   * {@code forwarded} resolves the client of a trusted proxy's request; null: the peer is not a
   * proxy.
   */
  ConnectionWatch(
      Connection connection,
      ConnectionCount count,
      ConnectionLimits limits,
      @Nullable ClientAddress forwarded) {
    this.connection = connection;
    this.count = count;
    this.limits = limits;
    this.forwarded = forwarded;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isRefusing) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request && !begin(context, request)) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpContent content && isReceiving) {
      connection.body(content.content().readableBytes());
      if (content instanceof LastHttpContent) {
        isReceiving = false;
        if (unanswered == 0) {
          // the request was answered before its body ended
          connection.answered();
        } else {
          connection.requested();
        }
      }
    }
    context.fireChannelRead(message);
  }

  private boolean begin(ChannelHandlerContext context, HttpRequest request) {
    if (++unanswered > limits.pipelined()) {
      isRefusing = true;
      connection.end(Reason.PIPELINED);
      return false;
    }
    if (forwarded != null && !takeFor(forwarded.forwarded(request))) {
      isRefusing = true;
      count.ended(Reason.CLIENT);
      // written before the codec, which accepts no bytes
      context
          .pipeline()
          .firstContext()
          .writeAndFlush(Unpooled.wrappedBuffer(Refusal.response()))
          .addListener(ChannelFutureListener.CLOSE);
      return false;
    }
    isReceiving = true;
    connection.head();
    return true;
  }

  /** Counts one client at a time: a proxy does not pipeline the requests of several. */
  private boolean takeFor(@Nullable InetAddress other) {
    release();
    if (other == null) {
      return true;
    }
    if (!count.take(other)) {
      return false;
    }
    client = other;
    return true;
  }

  private void release() {
    if (client != null) {
      count.release(client);
      client = null;
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse answer) {
      isInterim = answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      if (answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
        count.unwatch(connection);
      }
    }
    var _ = context.write(message, promise);
    if (message instanceof LastHttpContent && !isInterim && unanswered > 0 && --unanswered == 0) {
      release();
      if (!isReceiving) {
        connection.answered();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    release();
    context.fireChannelInactive();
  }
}
