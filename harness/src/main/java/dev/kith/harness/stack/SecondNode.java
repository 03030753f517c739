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

/** One more node of a service, started by hand as the first one was, with a place of its own. */
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
   * Starts it beside the one that runs, for as long as a test takes; waits until it is ready, and
   * at its end until the other has its partitions, or the next test would be refused there.
   */
  public static SecondNode of(String service, Stack stack) {
    return of(service, stack, List.of());
  }

  /** As above, with more settings, such as {@code -Dkith.pictures.grace-period=1s}. */
  public static SecondNode of(String service, Stack stack, List<String> settings) {
    List<String> all = new ArrayList<>(settings);
    all.add(Launcher.COMPILED_ONCE);
    SecondNode node =
        started(
            service + "-by-hand", service, stack, all, () -> stack.processes().awaitWhole(service));
    node.awaitReady();
    return node;
  }

  /** One that stays, under a name of its own: there may be a third. */
  public static SecondNode named(String name, String service, Stack stack, List<String> settings) {
    SecondNode node = started(name, service, stack, settings);
    node.awaitReady();
    return node;
  }

  /** As above, without waiting. */
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

  /** Where it tells about itself: health and metrics. */
  public URI management() {
    return management;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** SIGSTOP: it stands still, with all that it has in hand. */
  public void pause() {
    Signal.STOP.to(process.pid());
  }

  /** SIGCONT: it goes on where it was. */
  public void goOn() {
    Signal.CONT.to(process.pid());
  }

  /** SIGKILL; returns when it has ended. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Lets it stop in order, even if it stands still, and waits for its end. */
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

  /** The environment with which a process was started, settings included. */
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

  /** Its standard input is the leash: it ends when this JVM does. */
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
