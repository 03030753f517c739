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
 * The JDK's transport with bounds on the connections that servers accept. The one place that sees a
 * connection before its first request, in a server that Quarkus starts as well as in our own: a
 * handler in the pipeline of the listening socket.
 */
public final class BoundedTransport extends JDKTransport {

  private final Function<NetServerOptions, @Nullable Bounds> bounds;

  /** What holds for one server, and who is told. */
  public record Bounds(ConnectionLimits limits, ConnectionListener listener) {}

  /** {@code bounds} are asked for when a server begins to listen; null: it has none. */
  public BoundedTransport(Function<NetServerOptions, @Nullable Bounds> bounds) {
    this.bounds = bounds;
  }

  /** A Vert.x all of whose servers have these bounds. */
  public static Vertx vertx(
      VertxOptions options, Function<NetServerOptions, @Nullable Bounds> bounds) {
    return new VertxBuilder(options).findTransport(new BoundedTransport(bounds)).init().vertx();
  }

  /** One for each address that the server listens at. */
  private static final class Acceptances extends ChannelInitializer<ServerChannel> {
    private final ConnectionLimits limits;
    private final ConnectionCount count;

    Acceptances(ConnectionLimits limits, ConnectionCount count) {
      this.limits = limits;
      this.count = count;
    }

    @Override
    protected void initChannel(ServerChannel listening) {
      listening.pipeline().addLast(new Acceptance(limits, count));
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
            "HTTP/2 in clear text has to be off: its requests are not bounded");
      }
      bootstrap.handler(new Acceptances(its.limits, new ConnectionCount(its.limits, its.listener)));
    }
  }
}
