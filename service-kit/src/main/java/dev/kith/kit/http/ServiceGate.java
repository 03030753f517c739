package dev.kith.kit.http;

import dev.kith.http.connection.AllowedOrigins;
import dev.kith.http.connection.ConnectionGate;
import dev.kith.kit.KithSettings;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The gate of this service's HTTP connections, the same as the front door's. Quarkus makes the
 * server and shows its options only, so Netty is told to ask {@link GateExtension} about each
 * connection.
 */
@Singleton
public class ServiceGate implements HttpServerOptionsCustomizer {

  private final AllowedOrigins origins;

  ServiceGate(KithSettings settings) {
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
    GateExtension.opens(pipeline -> ConnectionGate.install(pipeline, options, origins));
  }
}
