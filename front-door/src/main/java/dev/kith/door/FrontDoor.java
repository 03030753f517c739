package dev.kith.door;

import static java.util.Objects.requireNonNull;

import dev.kith.connections.BoundedTransport;
import dev.kith.connections.ConnectionLimits;
import dev.kith.connections.ConnectionLog;
import dev.kith.door.nodes.NodeHealth;
import dev.kith.door.nodes.NodeSelector;
import dev.kith.door.nodes.Nodes;
import dev.kith.door.routing.Routes;
import dev.kith.door.routing.Service;
import dev.kith.http.RequestTarget;
import dev.kith.http.connection.AllowedOrigins;
import dev.kith.http.connection.ConnectionGate;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * HTTP server of the front door: routes each request by its path to a service. One verticle
 * instance per core.
 */
public final class FrontDoor extends AbstractVerticle {

  /** Maximum time for a client to answer a close frame. */
  private static final int CLOSING_SECONDS = 3;

  private static final int MAX_REQUEST_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 32 * 1024;

  /** Idle timeout of connections to services; event streams ping every 25 s. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  // each event stream and each WebSocket occupies one connection
  private static final int MAX_CONNECTIONS = 20_000;

  /**
   * Maximum number of connections per client address; many people share the address of one network.
   */
  public static final int CONNECTIONS_PER_CLIENT = 1_000;

  /** Open files per client connection: that connection and the one to the service. */
  private static final int FILES_PER_CONNECTION = 2;

  /**
   * Idle timeout of client connections: above {@link #SILENCE}, so that the client gets a response
   * when a service is silent.
   */
  private static final int CLIENT_SILENCE_SECONDS = 120;

  private final String host;
  private final int port;
  private final Map<Service, NodeSelector> nodeSelector;
  private final Options options;
  private final Duration silence;
  private final Map<Service, ProxyHandler> passages = new EnumMap<>(Service.class);
  private final Map<Service, WebSocketTunnel> tunnels = new EnumMap<>(Service.class);

  private FrontDoor(
      String host,
      int port,
      Map<Service, NodeSelector> nodeSelector,
      Options options,
      Duration silence) {
    this.host = host;
    this.port = port;
    this.nodeSelector = nodeSelector;
    this.options = options;
    this.silence = silence;
  }

  /**
   * Options of a front door.
   *
   * @param origins origins whose web pages may use it, besides its own
   * @param pages paths that it answers itself, before it looks for a service
   * @param tells receives a line when a node becomes ready or no longer is
   */
  public record Options(AllowedOrigins origins, List<PageHandler> pages, Consumer<String> tells) {

    public Options {
      pages = List.copyOf(pages);
    }
  }

  /** Opens the front door on {@code host}. */
  public static void open(
      Vertx vertx, String host, int port, Map<Service, Nodes> nodes, Options options) {
    open(vertx, host, port, nodes, options, SILENCE);
  }

  static void open(
      Vertx vertx,
      String host,
      int port,
      Map<Service, Nodes> nodes,
      Options options,
      Duration silence) {
    NodeHealth nodeHealth = NodeHealth.watch(vertx, nodes.values(), options.tells());
    Map<Service, NodeSelector> nodeSelector = new EnumMap<>(Service.class);
    nodes.forEach(
        (service, its) -> nodeSelector.put(service, new NodeSelector(service, its, nodeHealth)));
    DeploymentOptions onEachCore =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    try {
      var _ =
          vertx
              .deployVerticle(
                  () -> new FrontDoor(host, port, nodeSelector, options, silence), onEachCore)
              .toCompletionStage()
              .toCompletableFuture()
              .join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof BindException ? new PortInUse(port) : failure;
    }
  }

  /** The Vert.x instance for the front door, with limits on client connections. */
  public static Vertx vertx(ConnectionLimits limits, Consumer<String> tells) {
    BoundedTransport.Bounds bounds =
        new BoundedTransport.Bounds(
            limits.withTotalOfOpenFiles(FILES_PER_CONNECTION), new ConnectionLog(tells));
    // no file cache: the console's files are in memory
    FileSystemOptions noFiles =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    return BoundedTransport.vertx(new VertxOptions().setFileSystemOptions(noFiles), _ -> bounds);
  }

  @Override
  public void start(Promise<Void> started) {
    // separate pools: a pool is searched linearly for a free connection, and a tunnel never becomes
    // free
    HttpClient forRequests = vertx.createHttpClient(clientOptions());
    HttpClient forTunnels = vertx.createHttpClient(clientOptions());
    nodeSelector.forEach((service, nodes) -> {
      passages.put(service, new ProxyHandler(forRequests, nodes));
      tunnels.put(service, new WebSocketTunnel(forTunnels, nodes));
    });
    HttpServerOptions server = serverOptions();
    vertx
        .createHttpServer(server)
        .connectionHandler(
            connection -> ConnectionGate.install(connection, server, options.origins()))
        .requestHandler(this::route)
        .listen(port, host)
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void route(HttpServerRequest request) {
    switch (RequestTarget.parse(request.uri())) {
      case RequestTarget.Refused refused ->
          Problem.malformedUrl(refused.detail()).send(request.response());
      // the connection gate has answered OPTIONS
      case RequestTarget.Server _ ->
          Problem.malformedUrl("Send a request with a path, such as /v1.").send(request.response());
      case RequestTarget.Resource target -> route(request, target);
    }
  }

  private void route(HttpServerRequest request, RequestTarget.Resource target) {
    if (options.pages().stream().anyMatch(page -> page.handle(request, target.path()))) {
      return;
    }
    Service service = Routes.serviceFor(target.path()).orElse(null);
    if (service == null) {
      Problem.notFound(target.path()).send(request.response());
    } else if (WebSocketTunnel.takes(request)) {
      tunnel(service).handle(request);
    } else {
      passage(service).handle(request);
    }
  }

  private ProxyHandler passage(Service service) {
    return requireNonNull(passages.get(service));
  }

  private WebSocketTunnel tunnel(Service service) {
    return requireNonNull(tunnels.get(service));
  }

  private static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        // HTTP/1.1, like an ingress without TLS
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        .setIdleTimeout(CLIENT_SILENCE_SECONDS)
        .setWebSocketSubProtocols(List.of(WebSocketTunnel.PROTOCOL))
        .setWebSocketClosingTimeout(CLOSING_SECONDS)
        .setMaxInitialLineLength(MAX_REQUEST_LINE)
        .setMaxHeaderSize(MAX_HEADERS);
  }

  private HttpClientOptions clientOptions() {
    return new HttpClientOptions()
        .setIdleTimeout((int) silence.toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxPoolSize(MAX_CONNECTIONS)
        .setConnectTimeout(2_000)
        .setMaxInitialLineLength(MAX_REQUEST_LINE)
        .setMaxHeaderSize(MAX_HEADERS);
  }
}
