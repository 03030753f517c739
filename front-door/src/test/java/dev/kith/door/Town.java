package dev.kith.door;

import dev.kith.connections.ConnectionLimits;
import dev.kith.door.nodes.Node;
import dev.kith.door.nodes.Nodes;
import dev.kith.door.routing.Service;
import dev.kith.http.connection.AllowedOrigins;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Fixture with a front door and fake nodes behind it, on real sockets. */
final class Town implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Map<Service, List<Node>> nodes = new EnumMap<>(Service.class);

  private final List<String> told = new CopyOnWriteArrayList<>();

  private final List<PageHandler> pages = new ArrayList<>();

  private final AtomicInteger connections = new AtomicInteger();

  private final List<Vertx> limited = new ArrayList<>();

  private AllowedOrigins origins = AllowedOrigins.NONE;

  Town() {
    for (Service service : Service.values()) {
      nodes.put(service, new ArrayList<>());
    }
  }

  /** Starts a node of that service with this handler; readiness only on its management port. */
  HttpServer node(Service service, Handler<HttpServerRequest> answers) {
    HttpServer api = listen(request -> answerIf(!isHealth(request), request, answers));
    HttpServer management = listen(request -> answerIf(isHealth(request), request, answers));
    nodesOf(service).add(new Node(at(api.actualPort()), at(management.actualPort())));
    return api;
  }

  private HttpServer listen(Handler<HttpServerRequest> answers) {
    return await(
        vertx
            .createHttpServer()
            .connectionHandler(this::count)
            .requestHandler(answers)
            .listen(0, "127.0.0.1"));
  }

  private static void answerIf(
      boolean isHere, HttpServerRequest request, Handler<HttpServerRequest> answers) {
    if (isHere) {
      answers.handle(request);
    } else {
      var _ = request.response().setStatusCode(404).end("not at this port");
    }
  }

  static boolean isHealth(HttpServerRequest request) {
    return request.path() != null && request.path().startsWith("/q/health");
  }

  private void count(HttpConnection connection) {
    connections.incrementAndGet();
    connection.closeHandler(_ -> connections.decrementAndGet());
  }

  /** Number of open connections from the front door to all nodes. */
  int connections() {
    return connections.get();
  }

  /** Adds a node of that service that does not run. */
  void nodeThatIsDown(Service service) throws IOException {
    nodesOf(service).add(new Node(at(freePort()), at(freePort())));
  }

  /** Opens the front door; returns its URL. */
  URI open() throws IOException {
    return open(freePort());
  }

  URI open(int port) {
    FrontDoor.open(vertx, "127.0.0.1", port, named(), options());
    return at(port);
  }

  /** Opens a front door with this idle timeout for services. */
  URI open(Duration silence) throws IOException {
    int port = freePort();
    FrontDoor.open(vertx, "127.0.0.1", port, named(), options(), silence);
    return at(port);
  }

  /** Opens a front door with these limits for clients. */
  URI open(ConnectionLimits limits) throws IOException {
    int port = freePort();
    Vertx its = FrontDoor.vertx(limits, told::add);
    limited.add(its);
    FrontDoor.open(its, "127.0.0.1", port, named(), options());
    return at(port);
  }

  /** Lets pages of that origin use the front door, which is opened later. */
  void allow(String origin) {
    origins = AllowedOrigins.of(List.of(origin));
  }

  /** Lets the front door, which is opened later, answer the paths of this handler itself. */
  void page(PageHandler page) {
    pages.add(page);
  }

  private FrontDoor.Options options() {
    return new FrontDoor.Options(origins, pages, told::add);
  }

  /** Lines that the front door has printed. */
  List<String> told() {
    return told;
  }

  private Map<Service, Nodes> named() {
    Map<Service, Nodes> named = new EnumMap<>(Service.class);
    nodes.forEach((service, its) -> named.put(service, Nodes.named(its)));
    return named;
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private List<Node> nodesOf(Service service) {
    return Objects.requireNonNull(nodes.get(service));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    limited.forEach(its -> await(its.close()));
    await(vertx.close());
  }
}
