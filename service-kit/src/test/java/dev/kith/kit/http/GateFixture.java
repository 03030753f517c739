package dev.kith.kit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.nodes.NodeAuthFilter;
import dev.kith.kit.nodes.NodePort;
import dev.kith.kit.problem.Headers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The routes in front of a service's resources, on an API port and a node port with real sockets.
 * Behind them one route answers with the path and the node secret header as resources see them.
 */
public final class GateFixture implements AutoCloseable {

  public static final String SECRET = "known-to-nodes-alone";

  private final Vertx vertx = Vertx.vertx();
  private final Router router = Router.router(vertx);
  private final HttpServer api = listen();
  private final HttpServer nodes = listen();

  public GateFixture() {
    var json = new ObjectMapper();
    new RequestTargetFilter(json).install(router);
    new NodeAuthFilter(
            new NodePort(vertx, "127.0.0.1", nodes.actualPort()),
            new NodeSecret(Optional.of(SECRET)),
            json)
        .install(router);
    router
        .route()
        .handler(context -> {
          var request = context.request();
          context
              .response()
              .end(
                  "asked %s hop %s"
                      .formatted(request.uri(), request.getHeader(Headers.NODE_SECRET)));
        });
  }

  /** Sends exactly these lines to the API port; returns the whole response. */
  public String api(String... lines) throws IOException {
    return send(api.actualPort(), lines);
  }

  /** Sends exactly these lines to the node port; returns the whole response. */
  public String nodes(String... lines) throws IOException {
    return send(nodes.actualPort(), lines);
  }

  private HttpServer listen() {
    return await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  private static String send(int port, String... lines) throws IOException {
    var request = String.join("\r\n", lines) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
