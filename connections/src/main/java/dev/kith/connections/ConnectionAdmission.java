package dev.kith.connections;

import dev.kith.connections.ConnectionListener.Reason;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Handler in the pipeline of the listening socket that admits or refuses each accepted connection.
 */
final class ConnectionAdmission extends ChannelInboundHandlerAdapter {

  private static final long SWEEP_MILLIS = 500;
  private static final long LINGER_MILLIS = 1_000;

  /**
   * Maximum number of refused connections that get a response at the same time; others are closed
   * at once.
   */
  private static final int MAX_RESPONSES = 100;

  private final ConnectionLimits limits;
  private final ConnectionCount count;
  private final ClientAddress addresses;
  private final AtomicInteger responding = new AtomicInteger();
  private @Nullable ScheduledFuture<?> sweep;

  ConnectionAdmission(ConnectionLimits limits, ConnectionCount count) {
    this.limits = limits;
    this.count = count;
    this.addresses = new ClientAddress(limits.trustedProxies());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    sweep =
        context
            .executor()
            .scheduleWithFixedDelay(
                () -> count.sweep(System.nanoTime()),
                SWEEP_MILLIS,
                SWEEP_MILLIS,
                TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (sweep != null) {
      sweep.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof Channel accepted) {
      var reason = admit(accepted);
      if (reason != null) {
        count.ended(reason);
        if (responding.get() >= MAX_RESPONSES) {
          accepted.unsafe().closeForcibly();
          return;
        }
        responding.incrementAndGet();
        accepted.closeFuture().addListener(_ -> responding.decrementAndGet());
        accepted.pipeline().addLast(new Refuser());
      }
    }
    context.fireChannelRead(message);
  }

  /** Counts and watches the connection; returns the reason if it is refused. */
  private @Nullable Reason admit(Channel accepted) {
    if (!count.accept()) {
      return Reason.TOTAL;
    }
    var peer = accepted.remoteAddress() instanceof InetSocketAddress inet ? inet : null;
    var isProxy = addresses.isTrustedProxy(peer);
    InetAddress client = isProxy || peer == null ? null : peer.getAddress();
    if (client != null && !count.take(client)) {
      count.closed();
      return Reason.CLIENT;
    }
    var connection = new Connection(accepted, count, limits, client);
    count.watch(connection);
    accepted
        .closeFuture()
        .addListener(_ -> {
          count.closed();
          count.unwatch(connection);
          if (client != null) {
            count.release(client);
          }
        });
    accepted
        .pipeline()
        .addLast(
            new FirstBytes(
                connection,
                new ConnectionWatch(connection, count, limits, isProxy ? addresses : null),
                count));
    return null;
  }

  /**
   * Handler that sees incoming bytes first, and inserts the watch once the pipeline has an HTTP
   * handler.
   */
  private static final class FirstBytes extends ChannelInboundHandlerAdapter {
    private static final String VERTX_HANDLER = "handler";
    private static final String VERTX_DECODER = "httpDecoder";

    private final Connection connection;
    private final ConnectionWatch watch;
    private final ConnectionCount count;
    private boolean isWatched;

    FirstBytes(Connection connection, ConnectionWatch watch, ConnectionCount count) {
      this.connection = connection;
      this.watch = watch;
      this.count = count;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      connection.bytes();
      watchRequests(context.pipeline());
      context.fireChannelRead(message);
      // with TLS the protocol is known only after the handshake
      watchRequests(context.pipeline());
    }

    private void watchRequests(ChannelPipeline pipeline) {
      if (isWatched || pipeline.get(VERTX_HANDLER) == null) {
        return;
      }
      isWatched = true;
      if (pipeline.get(VERTX_DECODER) == null) {
        // HTTP/2: its requests are not distinguished here
        count.unwatch(connection);
      } else {
        pipeline.addBefore(VERTX_HANDLER, "connection-watch", watch);
      }
    }
  }

  /**
   * Handler that sends the refusal before it reads anything, and delays the close so that the
   * response arrives.
   */
  private static final class Refuser extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      var _ = context.writeAndFlush(Unpooled.wrappedBuffer(Refusal.response()));
      var _ =
          context
              .executor()
              .schedule(
                  () -> {
                    var _ = context.close();
                  },
                  LINGER_MILLIS,
                  TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }
  }
}
