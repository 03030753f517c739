package dev.kith.kit.connection;

import dev.kith.http.connection.AllowedOrigins;
import dev.kith.http.connection.ConnectionGate;
import dev.kith.kit.config.KithConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The gate of this service's HTTP connections, the same as the front door's. Quarkus makes the
 * server and shows its options only, so Netty is told to ask {@link ConnectionGateInstaller} about
 * each connection.
 */
@Singleton
public class ServiceGate implements HttpServerOptionsCustomizer {

  private final AllowedOrigins origins;

  ServiceGate(KithConfig settings) {
    this.origins = AllowedOrigins.of(settings.allowedOrigins().orElse(List.of()));
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    open(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    open(options);
  }

  private void open(HttpServerOptions options) {
    ConnectionGateInstaller.opens(pipeline -> ConnectionGate.install(pipeline, options, origins));
  }
}
