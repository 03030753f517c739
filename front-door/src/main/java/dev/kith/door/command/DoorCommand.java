package dev.kith.door.command;

import dev.kith.connections.ConnectionLimits;
import dev.kith.door.FrontDoor;
import dev.kith.door.PageHandler;
import dev.kith.door.PortInUse;
import dev.kith.door.console.ConsoleFiles;
import dev.kith.door.console.ConsoleHandler;
import dev.kith.door.nodes.Node;
import dev.kith.door.nodes.Nodes;
import dev.kith.door.routing.Service;
import dev.kith.http.connection.AllowedOrigins;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.Security;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Main class of the front door as a separate process, for services that run elsewhere. */
@Command(
    name = "front-door",
    mixinStandardHelpOptions = true,
    version = "Kith 0.1.0",
    description = "Runs a front door for services that are already running, until it is stopped.")
public final class DoorCommand implements Callable<Integer> {

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port to listen on (default: ${DEFAULT-VALUE}).")
  private int port;

  // such as http://127.0.0.1:8081; with ?management=PORT if the service has several nodes
  @Option(names = "--profile-service", paramLabel = "URL", split = ",", required = true)
  private List<URI> profile = List.of();

  @Option(names = "--contact-graph-service", paramLabel = "URL", split = ",", required = true)
  private List<URI> contactGraph = List.of();

  @Option(names = "--notifier-service", paramLabel = "URL", split = ",", required = true)
  private List<URI> notifier = List.of();

  @Option(
      names = "--discover",
      description =
          "The host of each URL is a DNS name; each of its addresses is one node. The name is resolved again every second.")
  private boolean discover;

  @Option(
      names = "--connections",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description =
          "Maximum number of client connections (default: as many as the limit of open files allows).")
  private int connections;

  @Mixin private ClientConnectionsOption clientConnections = new ClientConnectionsOption();

  @Option(
      names = "--trusted-proxies",
      paramLabel = "NETWORK",
      split = ",",
      description =
          "Addresses and networks of proxies, such as 10.0.0.0/8, whose X-Forwarded-For header is trusted.")
  private List<String> trustedProxies = List.of();

  @Option(
      names = "--console",
      description =
          "Serve the console, a web page for trying out and operating Kith, at /console/.")
  private boolean console;

  @Mixin private OriginsOption origins = new OriginsOption();

  @Spec private @Nullable CommandSpec spec;

  private DoorCommand() {}

  /** Exit codes: 0 success, 1 failure with a message, 2 wrong usage. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new DoorCommand())
        .setExecutionExceptionHandler((failure, command, _) -> {
          if (failure instanceof PortInUse) {
            command.getErr().println("front-door: " + failure.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
          }
          throw failure;
        })
        .setUsageHelpAutoWidth(true);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (discover) {
      // Java's DNS cache, in seconds
      Security.setProperty("networkaddress.cache.ttl", "1");
      Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }
    Vertx vertx = FrontDoor.vertx(limits(), this::say);
    Map<Service, Nodes> nodes = new EnumMap<>(Service.class);
    nodes.put(Service.PROFILE, nodes(vertx, "--profile-service", profile));
    nodes.put(Service.CONTACT_GRAPH, nodes(vertx, "--contact-graph-service", contactGraph));
    nodes.put(Service.NOTIFIER, nodes(vertx, "--notifier-service", notifier));
    FrontDoor.Options options =
        new FrontDoor.Options(AllowedOrigins.of(origins.origins()), pages(), this::say);
    FrontDoor.open(vertx, host, port, nodes, options);
    say("The front door is open at http://" + host + ":" + port);
    // until the process is stopped
    new CountDownLatch(1).await();
    return 0;
  }

  private List<PageHandler> pages() {
    return console ? List.of(new ConsoleHandler(ConsoleFiles.ofClassPath(), false)) : List.of();
  }

  private ConnectionLimits limits() {
    return ConnectionLimits.DEFAULT
        .withTotal(connections)
        .withPerClient(clientConnections.maximum())
        .withTrustedProxies(trustedProxies);
  }

  private void say(String line) {
    Objects.requireNonNull(spec).commandLine().getOut().println(line);
  }

  private Nodes nodes(Vertx vertx, String option, List<URI> urls) {
    List<Node> nodes = urls.stream().map(url -> node(option, url)).toList();
    if ((discover || nodes.size() > 1) && !nodes.stream().allMatch(Node::hasManagement)) {
      throw refused(
          option
              + " needs the management port of each node if there are several: http://127.0.0.1:8080?management=9080.");
    }
    if (!discover) {
      return Nodes.named(nodes);
    }
    if (nodes.size() > 1) {
      throw refused(
          "With --discover, "
              + option
              + " takes exactly one URL; its host name resolves to all nodes.");
    }
    return Nodes.at(vertx, nodes.getFirst());
  }

  private Node node(String option, URI url) {
    try {
      return Node.parse(url);
    } catch (IllegalArgumentException _) {
      throw refused(
          option
              + " takes URLs with a port, such as http://127.0.0.1:8080 or http://127.0.0.1:8080?management=9080.");
    }
  }

  private ParameterException refused(String reason) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), reason);
  }
}
