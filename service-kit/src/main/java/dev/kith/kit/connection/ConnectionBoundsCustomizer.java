package dev.kith.kit.connection;

import dev.kith.connections.BoundedTransport;
import dev.kith.connections.ConnectionLimits;
import dev.kith.connections.ConnectionListener;
import dev.kith.connections.ConnectionListener.Reason;
import dev.kith.connections.ConnectionLog;
import dev.kith.kit.config.KithConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x service provider that applies the limits of {@code kith.connections.*} to the API's
 * server. Quarkus gives access to a connection only with its first request, so Vert.x loads this
 * class when Quarkus starts it.
 */
public final class ConnectionBoundsCustomizer implements VertxServiceProvider {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionBoundsCustomizer.class);

  @Override
  public void init(VertxBuilder vertx) {
    ConnectionGateInstaller.enable();
    vertx.findTransport(new BoundedTransport(ConnectionBoundsCustomizer::bounds));
  }

  private static BoundedTransport.@Nullable Bounds bounds(NetServerOptions server) {
    Config config = ConfigProvider.getConfig();
    // all other servers in this process are not the API's, such as those of tests without Quarkus
    var port = config.getOptionalValue("quarkus.http.port", Integer.class);
    if (port.isEmpty() || server.getPort() != port.get()) {
      return null;
    }
    var settings =
        config.unwrap(SmallRyeConfig.class).getConfigMapping(KithConfig.class).connections();
    return new BoundedTransport.Bounds(limits(settings), listener());
  }

  private static ConnectionLimits limits(KithConfig.Connections settings) {
    return ConnectionLimits.DEFAULT
        .withTotal(settings.total())
        .withPerClient(settings.perClient())
        .withTrustedProxies(settings.trustedProxies().orElse(List.of()))
        .withTimeouts(settings.headTimeout(), settings.idleTimeout(), settings.bodyGrace())
        .withTotalOfOpenFiles(1);
  }

  private static ConnectionListener listener() {
    var log = new ConnectionLog(LOG::warn);
    var ended = new EnumMap<Reason, Counter>(Reason.class);
    for (var reason : Reason.values()) {
      ended.put(reason, Metrics.counter("kith.connections.ended", "reason", reason.text()));
    }
    return (reason, open) -> {
      Objects.requireNonNull(ended.get(reason)).increment();
      log.ended(reason, open);
    };
  }
}
