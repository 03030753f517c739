package dev.kith.acceptance.containers;

import dev.kith.harness.client.Person;
import dev.kith.harness.client.Tokens;
import dev.kith.harness.stack.Launcher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A broker, a schema registry, some nodes of each service, and a front door for them, in
 * containers.
 */
final class Containers implements AutoCloseable {

  static final String REGISTRY_URL = "http://registry:8080/apis/ccompat/v7";
  private static final Duration UP_WITHIN = Duration.ofMinutes(3);

  private final Network network = Network.newNetwork();
  private final KeyPairOfTest key = KeyPairOfTest.make();
  private final GenericContainer<?> kafka;
  private final GenericContainer<?> registry;
  private final Map<String, List<Node>> nodes = new LinkedHashMap<>();
  private final GenericContainer<?> door;

  /** Settings of services in addition to those that all services share. */
  interface Settings {
    /** Environment of one node. */
    Map<String, String> of(String service, String node);

    /** Additional names under which other containers find a node. */
    default List<String> aliases(String service, String node) {
      return List.of();
    }

    /** Files of this machine that a service's nodes read, by their path in the container. */
    default Map<String, Path> files(String service) {
      return Map.of();
    }
  }

  /** Starts everything, with {@code count} nodes of each service. */
  static Containers start(int count) {
    String secret = UUID.randomUUID().toString();
    Containers containers = new Containers(Kafka.plain());
    containers.startNodes(count, (_, node) -> containers.plain(node, secret, count > 1 ? 1 : 0));
    return containers;
  }

  /** Starts this broker and a registry; {@link #startNodes} starts the nodes. */
  @SuppressWarnings("resource")
  Containers(GenericContainer<?> broker) {
    kafka = broker.withNetwork(network).withNetworkAliases("kafka");
    kafka.start();
    registry =
        new GenericContainer<>(DockerImageName.parse(Images.REGISTRY))
            .withNetwork(network)
            .withNetworkAliases("registry")
            .withEnv("JDK_JAVA_OPTIONS", Launcher.COMPILED_ONCE)
            .withEnv("QUARKUS_HTTP_PORT", "8080")
            .withEnv("APICURIO_STORAGE_KIND", "sql")
            .withEnv("APICURIO_STORAGE_SQL_KIND", "h2")
            .withEnv("APICURIO_DATASOURCE_URL", "jdbc:h2:mem:registry")
            .withExposedPorts(8080)
            .waitingFor(
                Wait.forHttp("/apis/ccompat/v7/subjects")
                    .forPort(8080)
                    .withStartupTimeout(UP_WITHIN));
    registry.start();
    door = new GenericContainer<>(DockerImageName.parse(Images.FRONT_DOOR));
  }

  void startNodes(int count, Settings settings) {
    for (String service : Images.SERVICES) {
      List<Node> some = new ArrayList<>();
      for (int number = 1; number <= count; number++) {
        String name = service + "-" + number;
        some.add(Node.of(network, service, name, settings));
      }
      nodes.put(service, List.copyOf(some));
    }
    together(all(), Node::start);
    door.withNetwork(network)
        .withCommand(doorCommand())
        .withEnv("JDK_JAVA_OPTIONS", Launcher.COMPILED_ONCE)
        .withExposedPorts(Node.PORT)
        .withTmpFs(Map.of("/tmp", "exec"))
        .withCreateContainerCmdModifier(Node::withoutRights)
        .waitingFor(Wait.forListeningPort().withStartupTimeout(UP_WITHIN));
    door.start();
  }

  KeyPairOfTest key() {
    return key;
  }

  Tokens tokens() {
    return key.tokens();
  }

  /** Stops the broker in order (SIGTERM), and starts it again with its data. */
  void restartBroker() {
    var client = DockerClientFactory.instance().client();
    Instant before = Instant.now();
    client.stopContainerCmd(kafka.getContainerId()).withTimeout(30).exec();
    System.out.printf(
        "the broker was stopped after %d ms%n", Duration.between(before, Instant.now()).toMillis());
    client.startContainerCmd(kafka.getContainerId()).exec();
  }

  /** Pauses the broker's processes: connections stay open, and requests get no response. */
  void pauseBroker() {
    DockerClientFactory.instance().client().pauseContainerCmd(kafka.getContainerId()).exec();
  }

  void unpauseBroker() {
    DockerClientFactory.instance().client().unpauseContainerCmd(kafka.getContainerId()).exec();
  }

  List<Node> nodes(String service) {
    return nodes.getOrDefault(service, List.of());
  }

  List<Node> all() {
    return nodes.values().stream().flatMap(List::stream).toList();
  }

  URI frontDoor() {
    return URI.create("http://localhost:" + door.getMappedPort(Node.PORT));
  }

  Person person(String name) {
    String address = name + "-" + UUID.randomUUID().toString().substring(0, 8);
    return new Person(address, frontDoor(), tokens().of(address));
  }

  /** Returns the end of each node's log, to investigate a failure. */
  String lastLogs() {
    StringBuilder logs = new StringBuilder();
    all()
        .forEach(
            node -> logs.append("== ").append(node.name()).append('\n').append(node.lastLog()));
    return logs.toString();
  }

  @Override
  public void close() {
    door.stop();
    all().forEach(Node::close);
    registry.stop();
    kafka.stop();
    network.close();
  }

  private Map<String, String> plain(String node, String secret, int standbys) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KITH_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
    environment.put("KITH_REGISTRY_URL", REGISTRY_URL);
    environment.put("KITH_NODE_ID", node);
    environment.put("KITH_NODE_URL", "http://" + node + ":" + Node.NODE_PORT);
    environment.put("KITH_NODE_SECRET", secret);
    environment.put("KITH_STREAMS_STANDBY_REPLICAS", Integer.toString(standbys));
    // the images of the services and of the broker contain the libraries for compression
    environment.put("KITH_STREAMS_COMPRESSION", "lz4");
    environment.put("MP_JWT_VERIFY_PUBLICKEY", key.publicPem());
    for (String name : List.of("profile", "contact-graph", "notifier")) {
      environment.put(
          "KITH_SERVICES_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL",
          "http://" + name + "-service-1:" + Node.PORT);
    }
    return environment;
  }

  /** Configures the front door as the chart does: each address of a service's name is one node. */
  private static String[] doorCommand() {
    List<String> words = new ArrayList<>(List.of("--host=0.0.0.0", "--discover"));
    for (String service : Images.SERVICES) {
      words.add(
          "--%s=http://%s:%d?management=%d"
              .formatted(service, Node.allOf(service), Node.PORT, Node.MANAGEMENT));
    }
    return words.toArray(String[]::new);
  }

  /** Does the same with several nodes at a time, and returns when all have done it. */
  static void together(List<Node> nodes, Consumer<Node> action) {
    CompletableFuture.allOf(
            nodes.stream()
                .map(node ->
                    CompletableFuture.runAsync(() -> action.accept(node), Containers::inThread))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static void inThread(Runnable task) {
    Thread.ofPlatform().start(task);
  }
}
