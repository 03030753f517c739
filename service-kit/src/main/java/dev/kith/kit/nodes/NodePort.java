package dev.kith.kit.nodes;

import dev.kith.kit.config.KithConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.net.BindException;
import java.util.concurrent.CompletionException;

/**
 * HTTP server for requests from the other nodes of this service. It serves the same resources as
 * the API's port. {@link NodeAuthFilter} requires the node secret on it, and makes internal
 * resources reachable only here.
 */
@ApplicationScoped
public class NodePort {

  /** A forwarded request has all headers that the API's port accepted, and the secret. */
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private static final int MAX_REQUEST_LINE_BYTES = 16 * 1024;

  private final Vertx vertx;
  private final String host;
  private final int port;

  @Inject
  public NodePort(Vertx vertx, KithConfig settings) {
    this(vertx, settings.node().host(), settings.node().port());
  }

  public NodePort(Vertx vertx, String host, int port) {
    this.vertx = vertx;
    this.host = host;
    this.port = port;
  }

  /** Opens the port before the streams announce it to other nodes. */
  void open(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
    var onEachCore =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    try {
      var _ =
          vertx
              .deployVerticle(Listener::new, onEachCore)
              .toCompletionStage()
              .toCompletableFuture()
              .join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof BindException taken
          ? new IllegalStateException(
              "Port %d of %s (kith.node.port) cannot be opened: %s"
                  .formatted(port, host, taken.getMessage()),
              taken)
          : failure;
    }
  }

  /**
   * Whether the request arrived on this port. This is read from the local end of the connection,
   * which a client cannot choose.
   */
  boolean received(HttpServerRequest request) {
    var local = request.connection().localAddress(true);
    return local != null && local.port() == port;
  }

  private final class Listener extends AbstractVerticle {

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer(
              new HttpServerOptions()
                  .setHttp2ClearTextEnabled(false)
                  .setHandle100ContinueAutomatically(true)
                  .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                  .setMaxHeaderSize(MAX_HEADER_BYTES))
          .requestHandler(VertxHttpRecorder.getRootHandler())
          .listen(port, host)
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
