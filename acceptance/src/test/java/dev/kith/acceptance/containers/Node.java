package dev.kith.acceptance.containers;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Launcher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** One container of a service; it keeps its volume when it is stopped and started again. */
final class Node implements AutoCloseable {

  static final int PORT = 8080;

  /** Port of health and metrics. */
  static final int MANAGEMENT = 9080;

  /** Port for the other nodes of the same service. */
  static final int NODE_PORT = 8090;

  /** A small heap and the serial collector, so that two cores are enough for all containers. */
  private static final String JAVA_OPTIONS = "-Xmx320m -XX:+UseSerialGC " + Launcher.COMPILED_ONCE;

  private static final Duration UP_WITHIN = Duration.ofMinutes(3);
  private static final int STOP_WITHIN_SECONDS = 30;

  private final String name;
  private final GenericContainer<?> container;

  private Node(String name, GenericContainer<?> container) {
    this.name = name;
    this.container = container;
  }

  /**
   * Creates a node with the restrictions of a pod: no capabilities, and only /tmp and its volume
   * are writable.
   */
  @SuppressWarnings("resource")
  static Node of(Network network, String service, String name, Containers.Settings settings) {
    Bind[] files =
        settings.files(service).entrySet().stream()
            .map(file ->
                new Bind(file.getValue().toString(), new Volume(file.getKey()), AccessMode.ro))
            .toArray(Bind[]::new);
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(Images.service(service)))
            .withNetwork(network)
            .withNetworkAliases(name, allOf(service))
            .withNetworkAliases(settings.aliases(service, name).toArray(String[]::new))
            .withEnv(settings.of(service, name))
            .withEnv("JDK_JAVA_OPTIONS", JAVA_OPTIONS)
            .withExposedPorts(PORT, MANAGEMENT)
            .withTmpFs(Map.of("/tmp", "exec"))
            .withCreateContainerCmdModifier(command -> {
              withoutRights(command);
              requireNonNull(command.getHostConfig()).withBinds(files);
            })
            .waitingFor(
                Wait.forHttp("/q/health/ready")
                    .forPort(MANAGEMENT)
                    .forStatusCode(200)
                    .withStartupTimeout(UP_WITHIN));
    return new Node(name, container);
  }

  /** The name that all nodes of a service share, like that of a headless service in Kubernetes. */
  static String allOf(String service) {
    return service + "-nodes";
  }

  /** Drops all capabilities, and makes everything read-only except what is mounted. */
  static void withoutRights(CreateContainerCmd command) {
    requireNonNull(command.getHostConfig()).withReadonlyRootfs(true).withCapDrop(Capability.ALL);
  }

  GenericContainer<?> container() {
    return container;
  }

  String name() {
    return name;
  }

  /** Starts the node for the first time, and prints how long it took to get ready. */
  void start() {
    Instant before = Instant.now();
    container.start();
    told("ready", before);
  }

  /**
   * Stops the node as Kubernetes stops a pod: SIGTERM, with 30 s to end. Returns when it has ended.
   */
  void stop() {
    Instant before = Instant.now();
    client().stopContainerCmd(container.getContainerId()).withTimeout(STOP_WITHIN_SECONDS).exec();
    told("stopped", before);
  }

  /** Kills the node (SIGKILL). */
  void kill() {
    client().killContainerCmd(container.getContainerId()).exec();
  }

  /**
   * Pauses the node (SIGSTOP): connections stay open without a response. The Docker engine's own
   * pause fails now and then on a busy machine, because the kernel cannot freeze the container in
   * time.
   */
  void pause() {
    client().killContainerCmd(container.getContainerId()).withSignal("STOP").exec();
  }

  /** Resumes the node (SIGCONT). */
  void goOn() {
    client().killContainerCmd(container.getContainerId()).withSignal("CONT").exec();
  }

  /** Starts the node again with its volume, and waits until it is ready. */
  void startAgain() {
    Instant before = Instant.now();
    client().startContainerCmd(container.getContainerId()).exec();
    await().alias(name + " is ready").atMost(UP_WITHIN).until(this::isReady);
    told("ready again", before);
  }

  /** The last 4,000 characters that the node has printed. */
  String lastLog() {
    String all = container.getLogs();
    return all.substring(Math.max(0, all.length() - 4_000));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Exit code of the node, such as 143 after SIGTERM. */
  long exitCode() {
    Long code =
        client()
            .inspectContainerCmd(container.getContainerId())
            .exec()
            .getState()
            .getExitCodeLong();
    return code == null ? -1 : code;
  }

  @Override
  public void close() {
    container.stop();
  }

  /** Whether the node is ready; its port on this machine changes with each start. */
  private boolean isReady() {
    var binding =
        client()
            .inspectContainerCmd(container.getContainerId())
            .exec()
            .getNetworkSettings()
            .getPorts()
            .getBindings()
            .entrySet()
            .stream()
            .filter(entry -> entry.getKey().getPort() == MANAGEMENT && entry.getValue() != null)
            .findFirst();
    if (binding.isEmpty()) {
      return false;
    }
    String port = binding.get().getValue()[0].getHostPortSpec();
    try {
      return new Api(URI.create("http://localhost:" + port)).get("/q/health/ready").status() == 200;
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private void told(String what, Instant since) {
    System.out.printf(
        "%s %s after %.1f s%n",
        name, what, Duration.between(since, Instant.now()).toMillis() / 1000.0);
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }
}
