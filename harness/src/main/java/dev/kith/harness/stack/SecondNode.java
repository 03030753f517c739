package dev.kith.harness.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Second node of a service, started beside the first one with the same command and environment, but
 * with its own ports, state directory and node id.
 */
public final class SecondNode implements AutoCloseable {

  private final Process process;
  private final URI url;
  private final URI management;
  private final Runnable afterIt;

  private SecondNode(Process process, URI url, URI management, Runnable afterIt) {
    this.process = process;
    this.url = url;
    this.management = management;
    this.afterIt = afterIt;
  }

  /**
   * Starts a second node for the duration of a test, and waits until it is ready. {@link #close}
   * also waits until the nodes that the launcher started have all partitions again; until then they
   * would refuse requests of the next test.
   */
  public static SecondNode of(String service, Stack stack) {
    return of(service, stack, List.of());
  }

  /**
   * Starts a second node as {@link #of(String, Stack)} does, with further settings, such as {@code
   * -Dkith.pictures.grace-period=1s}.
   */
  public static SecondNode of(String service, Stack stack, List<String> settings) {
    List<String> all = new ArrayList<>(settings);
    all.add(Launcher.COMPILED_ONCE);
    SecondNode node =
        started(
            service + "-by-hand", service, stack, all, () -> stack.processes().awaitWhole(service));
    node.awaitReady();
    return node;
  }

  /**
   * Starts a node with a name of the caller's choice, so that a service can have more than two
   * nodes, and waits until it is ready. {@link #close} does not wait until its partitions have
   * moved.
   */
  public static SecondNode named(String name, String service, Stack stack, List<String> settings) {
    SecondNode node = started(name, service, stack, settings);
    node.awaitReady();
    return node;
  }

  /** Starts a node as {@link #named} does, without waiting until it is ready. */
  public static SecondNode started(
      String name, String service, Stack stack, List<String> settings) {
    return started(name, service, stack, settings, () -> {});
  }

  private static SecondNode started(
      String name, String service, Stack stack, List<String> settings, Runnable afterIt) {
    URI url = free();
    URI management = free();
    URI node = free();
    long first = stack.processes().pid(service);
    List<String> command =
        commandOf(first).stream()
            .map(word -> {
              return switch (word.split("=", 2)[0]) {
                case "-Dquarkus.http.port" -> "-Dquarkus.http.port=" + url.getPort();
                case "-Dquarkus.management.port" ->
                    "-Dquarkus.management.port=" + management.getPort();
                case "-Dkith.node.port" -> "-Dkith.node.port=" + node.getPort();
                case "-Dkith.node.url" -> "-Dkith.node.url=" + node;
                case "-Dkith.streams.state-directory" ->
                    "-Dkith.streams.state-directory=" + stack.data().resolve("state/" + name);
                default -> word;
              };
            })
            .toList();
    Process process = start(with(command, name, settings), environmentOf(first), stack, name);
    return new SecondNode(process, url, management, afterIt);
  }

  public void awaitReady() {
    Processes.awaitReady(management);
  }

  public URI url() {
    return url;
  }

  /** Returns the URL of the management port, which serves health and metrics. */
  public URI management() {
    return management;
  }

  /** Returns the process id. */
  public long pid() {
    return process.pid();
  }

  /** Pauses the process (SIGSTOP), including the requests that it is processing. */
  public void pause() {
    Signal.STOP.to(process.pid());
  }

  /** Resumes the paused process (SIGCONT). */
  public void goOn() {
    Signal.CONT.to(process.pid());
  }

  /** Kills the process (SIGKILL) and waits for its end. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /**
   * Stops the node in an orderly way (SIGTERM) and waits for its end; a paused node is resumed
   * first.
   */
  @Override
  public void close() {
    if (process.isAlive()) {
      goOn();
    }
    process.toHandle().destroy();
    process.onExit().join();
    afterIt.run();
  }

  private static List<String> with(List<String> command, String id, List<String> settings) {
    List<String> more = new ArrayList<>(command);
    more.addAll(command.indexOf("-jar"), settings);
    more.add(command.indexOf("-jar"), "-Dkith.node.id=" + id);
    return more;
  }

  private static List<String> commandOf(long pid) {
    ProcessHandle.Info info = ProcessHandle.of(pid).orElseThrow().info();
    List<String> words = new ArrayList<>(List.of(info.command().orElseThrow()));
    words.addAll(List.of(info.arguments().orElseThrow()));
    return words;
  }

  /** Returns the environment with which a process was started, including its settings. */
  private static Map<String, String> environmentOf(long pid) {
    try {
      return Stream.of(Files.readString(Path.of("/proc/" + pid + "/environ")).split("\0", -1))
          .map(variable -> variable.split("=", 2))
          .filter(variable -> variable.length == 2)
          .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts a process. Its agent ends it when its standard input ends, that is, with this JVM. */
  private static Process start(
      List<String> command, Map<String, String> environment, Stack stack, String name) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(stack.data().toFile())
            .redirectErrorStream(true)
            .redirectOutput(stack.data().resolve("logs/" + name + ".log").toFile());
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static URI free() {
    return URI.create("http://127.0.0.1:" + freePort());
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
