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
 * The port that the other nodes of this service send requests to. It leads to the same resources as
 * the API's port; {@link NodeAuthFilter} asks every request on it for the node secret, and lets
 * internal resources be reached through it alone.
 */
@ApplicationScoped
public class NodePort {

  /** A passed-on request has the headers that the API's port took, and the secret. */
  private static final int MOST_HEADERS = 64 * 1024;

  private static final int MOST_REQUEST_LINE = 16 * 1024;

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

  /** Opens it before streams tell other nodes of it. */
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
   * Whether the request came in through this port. The connection's own end tells it, which no
   * client can choose.
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
                  .setMaxInitialLineLength(MOST_REQUEST_LINE)
                  .setMaxHeaderSize(MOST_HEADERS))
          .requestHandler(VertxHttpRecorder.getRootHandler())
          .listen(port, host)
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
