package dev.kith.local.stack;

import dev.kith.connections.ConnectionLimits;
import dev.kith.door.FrontDoor;
import dev.kith.door.PortInUse;
import dev.kith.door.console.ConsoleFiles;
import dev.kith.door.console.ConsoleHandler;
import dev.kith.door.nodes.Node;
import dev.kith.door.nodes.Nodes;
import dev.kith.door.routing.Service;
import dev.kith.http.connection.AllowedOrigins;
import dev.kith.local.base.AotCaches;
import dev.kith.local.base.CliException;
import dev.kith.local.base.Home;
import dev.kith.local.console.LocalApi;
import dev.kith.local.token.LocalKey;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Plan of the complete stack on one machine: a broker and a registry, then the services, and a
 * front door. The blocks of its ports are held as long as it exists.
 */
public record LocalStack(
    Supervisor stack,
    Ports ports,
    PortBlocks blocks,
    List<ServiceNode> nodes,
    FrontDoor.Options door,
    int connectionsPerClient) {

  private static final String FRONT_DOOR = "front-door";
  private static final String PROCESSES_API = "processes-api";

  /**
   * Options of a run; port 0 means any free port.
   *
   * @param connectionsPerClient maximum number of one address's connections at the front door; 0 is
   *     no limit
   */
  public record Options(
      int port,
      int nodesPerService,
      boolean keepGoing,
      List<String> allowedOrigins,
      int connectionsPerClient) {

    public Options {
      allowedOrigins = List.copyOf(allowedOrigins);
    }
  }

  /** Plans all processes and writes the ports file; starts nothing. */
  public static LocalStack plan(Home home, DataFolder data, Options options, Progress progress)
      throws IOException {
    List<ServiceNode> nodes =
        Arrays.stream(Service.values())
            .flatMap(service -> ServiceNode.of(service, options.nodesPerService()).stream())
            .toList();
    List<String> departed = ServiceNode.departed(Ports.read(data.portsFile()).keySet(), nodes);
    PortBlocks blocks = new PortBlocks();
    Ports ports = choosePorts(data, options, nodes, blocks);
    ports.write(data.portsFile());
    LocalKey key = LocalKey.in(data.folder());
    NodeSecret secret = NodeSecret.make(data.nodeSecretFile());
    List<ProcessSpec> foundations =
        List.of(Broker.plan(home, data, ports, departed), Registry.plan(home, data, ports));
    List<ProcessSpec> services =
        nodes.stream()
            .map(node -> node.plan(home, data, ports, key, secret, options.allowedOrigins()))
            .toList();
    Supervisor stack =
        new Supervisor(data, progress, options.keepGoing(), List.of(foundations, services));
    return new LocalStack(
        stack, ports, blocks, nodes, door(key, ports, options), options.connectionsPerClient());
  }

  private static FrontDoor.Options door(LocalKey key, Ports ports, Options options) {
    return new FrontDoor.Options(
        AllowedOrigins.of(options.allowedOrigins()),
        List.of(
            new ConsoleHandler(ConsoleFiles.ofClassPath(), true),
            new LocalApi(key, ports.hostAndPort(Broker.NAME), ports.url(Registry.NAME).toString())),
        _ -> {});
  }

  public LocalStack {
    nodes = List.copyOf(nodes);
  }

  /** Opens the front door, then starts the processes: a port in use is detected first. */
  public void start() {
    Vertx vertx =
        FrontDoor.vertx(
            ConnectionLimits.DEFAULT.withPerClient(connectionsPerClient), System.out::println);
    openFrontDoor(vertx);
    if (ports.has(PROCESSES_API)) {
      ProcessesApi.open(vertx, ports.of(PROCESSES_API), stack);
    }
    stack.start();
  }

  private void openFrontDoor(Vertx vertx) {
    try {
      FrontDoor.open(vertx, "127.0.0.1", frontDoorPort(), nodesByService(), door);
    } catch (PortInUse inUse) {
      throw new CliException(Objects.requireNonNull(inUse.getMessage()));
    }
  }

  /** Whether all processes start with AOT caches. */
  public boolean usesAotCaches() {
    return stack.plans().stream().allMatch(plan -> AotCaches.isUsedBy(plan.command()));
  }

  public int frontDoorPort() {
    return ports.of(FRONT_DOOR);
  }

  /** Host and port of the broker. */
  public String broker() {
    return ports.hostAndPort(Broker.NAME);
  }

  public URI registry() {
    return ports.url(Registry.NAME);
  }

  private static Ports choosePorts(
      DataFolder data, Options options, List<ServiceNode> nodes, PortBlocks blocks)
      throws IOException {
    List<String> names =
        new ArrayList<>(
            List.of(Broker.NAME, Broker.CONTROLLER, Registry.NAME, Registry.MANAGEMENT));
    nodes.forEach(node -> names.addAll(node.ports()));
    if (options.keepGoing()) {
      names.add(PROCESSES_API);
    }
    if (options.port() == 0) {
      names.add(FRONT_DOOR);
    }
    Ports free = Ports.choose(names, Ports.read(data.portsFile()), blocks);
    return options.port() == 0 ? free : free.with(FRONT_DOOR, options.port());
  }

  private Map<Service, Nodes> nodesByService() {
    Map<Service, List<Node>> all = new EnumMap<>(Service.class);
    for (ServiceNode node : nodes) {
      all.computeIfAbsent(node.service(), _ -> new ArrayList<>()).add(node.at(ports));
    }
    Map<Service, Nodes> named = new EnumMap<>(Service.class);
    all.forEach((service, its) -> named.put(service, Nodes.named(its)));
    return named;
  }
}
