package dev.kith.connections;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ServerChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x transport (the JDK's) that limits the connections which servers accept. It adds a handler
 * to the pipeline of the listening socket, the only place that sees a connection before its first
 * request, both in servers that Quarkus starts and in Kith's own.
 */
public final class BoundedTransport extends JDKTransport {

  private final Function<NetServerOptions, @Nullable Bounds> bounds;

  /** Limits of one server, and the listener for closed connections. */
  public record Bounds(ConnectionLimits limits, ConnectionListener listener) {}

  /** {@code bounds} is called when a server begins to listen; null: the server has no limits. */
  public BoundedTransport(Function<NetServerOptions, @Nullable Bounds> bounds) {
    this.bounds = bounds;
  }

  /** Creates a Vert.x instance whose servers all have these limits. */
  public static Vertx vertx(
      VertxOptions options, Function<NetServerOptions, @Nullable Bounds> bounds) {
    return new VertxBuilder(options).findTransport(new BoundedTransport(bounds)).init().vertx();
  }

  /** Initializer with one handler for each address that the server listens on. */
  private static final class Acceptances extends ChannelInitializer<ServerChannel> {
    private final ConnectionLimits limits;
    private final ConnectionCount count;

    Acceptances(ConnectionLimits limits, ConnectionCount count) {
      this.limits = limits;
      this.count = count;
    }

    @Override
    protected void initChannel(ServerChannel listening) {
      listening.pipeline().addLast(new ConnectionAdmission(limits, count));
    }
  }

  @Override
  public void configure(
      NetServerOptions options, boolean isDomainSocket, ServerBootstrap bootstrap) {
    super.configure(options, isDomainSocket, bootstrap);
    var its = bounds.apply(options);
    if (its != null) {
      if (options instanceof HttpServerOptions http
          && !http.isSsl()
          && http.isHttp2ClearTextEnabled()) {
        throw new IllegalArgumentException(
            "Disable HTTP/2 in clear text: the limits do not cover its requests");
      }
      bootstrap.handler(new Acceptances(its.limits, new ConnectionCount(its.limits, its.listener)));
    }
  }
}
