package dev.kith.acceptance.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.model.ContainerPort;
import dev.kith.harness.KithHome;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;

/** Runner of {@code deploy/compose/up} for a project with its own name and ports. */
final class Compose implements AutoCloseable {

  private final String project = "kith-" + UUID.randomUUID().toString().substring(0, 8);
  private final String port = freePort();
  private final Map<String, String> environment =
      Map.of(
          "KITH_PROJECT",
          project,
          "KITH_PORT",
          port,
          "KITH_KAFKA_PORT",
          freePort(),
          "KITH_JAVA_OPTIONS",
          Launcher.COMPILED_ONCE);

  /** Whether docker compose or docker-compose is installed. */
  static boolean isThere() throws IOException, InterruptedException {
    return exitCode("docker", "compose", "version") == 0
        || exitCode("docker-compose", "version") == 0;
  }

  /** Runs the command and returns its output; the command must succeed. */
  String up(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(KithHome.ofThisProcess().folder().resolve("deploy/compose/up").toString());
    command.addAll(Arrays.asList(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("deploy/compose/up " + List.of(arguments) + ":\n" + said);
    }
    return said;
  }

  URI frontDoor() {
    return URI.create("http://localhost:" + port);
  }

  Person person(String address) throws IOException, InterruptedException {
    String token = up("token", address).lines().reduce((_, last) -> last).orElseThrow();
    return new Person(address, frontDoor(), token);
  }

  /** Addresses of this machine on which the project's containers listen. */
  List<String> listensAt() {
    return DockerClientFactory.instance()
        .client()
        .listContainersCmd()
        .withLabelFilter(Map.of("com.docker.compose.project", project))
        .exec()
        .stream()
        .flatMap(container -> Arrays.stream(container.getPorts()))
        .filter(published -> published.getPublicPort() != null)
        .map(ContainerPort::getIp)
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    try {
      up("down", "--volumes");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static int exitCode(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException noSuchProgram) {
      return -1;
    }
  }

  private static String freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
