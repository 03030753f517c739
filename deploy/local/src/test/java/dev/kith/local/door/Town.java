package dev.kith.local.door;

import dev.kith.local.stack.Ports;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A front door and the servers behind it, on real sockets. */
final class Town implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Map<Service, List<URI>> nodes = new EnumMap<>(Service.class);

  Town() {
    for (Service service : Service.values()) {
      nodes.put(service, new ArrayList<>());
    }
  }

  /** Starts a node of that service, which answers so. */
  HttpServer node(Service service, Handler<HttpServerRequest> answers) {
    HttpServer server =
        await(vertx.createHttpServer().requestHandler(answers).listen(0, "127.0.0.1"));
    nodesOf(service).add(URI.create("http://127.0.0.1:" + server.actualPort()));
    return server;
  }

  /** Names a node of that service that does not run. */
  void nodeThatIsDown(Service service) throws IOException {
    nodesOf(service).add(freePort().url("free"));
  }

  /** Opens the door; answers where it is. */
  URI open() throws IOException {
    return open(freePort().of("free"));
  }

  URI open(int port) {
    Map<Service, Nodes> named = new EnumMap<>(Service.class);
    nodes.forEach((service, urls) -> named.put(service, Nodes.named(urls)));
    FrontDoor.open(vertx, "127.0.0.1", port, named);
    return URI.create("http://127.0.0.1:" + port);
  }

  private List<URI> nodesOf(Service service) {
    return Objects.requireNonNull(nodes.get(service));
  }

  private static Ports freePort() throws IOException {
    return Ports.choose(List.of("free"), Map.of());
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
