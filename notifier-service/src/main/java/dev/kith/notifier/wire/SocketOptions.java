package dev.kith.notifier.wire;

import dev.kith.notifier.NotifierConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Customizer of the server's WebSocket options. Compression is off: it costs each idle session more
 * memory than it saves in small frames.
 */
@Singleton
class SocketOptions implements HttpServerOptionsCustomizer {

  /** Time that a client may take to answer a close frame. */
  private static final int CLOSING_SECONDS = 3;

  private final NotifierConfig settings;

  SocketOptions(NotifierConfig settings) {
    this.settings = settings;
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setWebSocketSubProtocols(List.of(SocketToken.PROTOCOL));
    options.setMaxWebSocketFrameSize(settings.maximumFrame());
    options.setMaxWebSocketMessageSize(settings.maximumFrame());
    options.setWebSocketClosingTimeout(CLOSING_SECONDS);
    options.setPerFrameWebSocketCompressionSupported(false);
    options.setPerMessageWebSocketCompressionSupported(false);
    options.setTcpNoDelay(true);
  }
}
