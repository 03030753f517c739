package dev.kith.kit.connection;

import dev.kith.http.connection.AllowedOrigins;
import dev.kith.http.connection.ConnectionGate;
import dev.kith.kit.config.KithConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Customizer that installs the HTTP/1.1 gate, the same as the front door's, in this service's
 * connections. Quarkus creates the server and exposes only its options, so Netty calls {@link
 * ConnectionGateInstaller} for each connection.
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
