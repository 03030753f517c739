package dev.kith.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Real registry (Apicurio, in memory) as a child process on the loopback interface. */
final class RealRegistry implements AutoCloseable {
  private static final Path HOME = Path.of("target/registry").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;

  private RealRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  private static final class Shared {
    static final RealRegistry ONE = start();
  }

  /** Instance shared by all tests that leave it running; it ends with the tests. */
  static RealRegistry shared() {
    return Shared.ONE;
  }

  /** Returns once the registry answers. */
  static RealRegistry start() {
    try {
      int port = freePort();
      Process process = launch(port, freePort());
      RealRegistry registry = new RealRegistry(process, port);
      // also if the test run is aborted
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      registry.awaitReadiness();
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while the registry starts", e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  ConfluentRegistry client() {
    return new ConfluentRegistry(Map.of("schema.registry.url", url()));
  }

  /**
   * Posts a schema unchanged, for schemas that Kith's code never sends. Returns the registry's
   * response.
   */
  String post(String subject, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static Process launch(int port, int managementPort) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + managementPort,
                "-jar",
                "quarkus-run.jar"));
    command.directory(HOME.toFile());
    command.redirectErrorStream(true);
    command.redirectOutput(HOME.resolveSibling("registry-" + port + ".log").toFile());
    return command.start();
  }

  private void awaitReadiness() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException("no registry: see target/registry-" + port + ".log");
      }
    }
  }

  private boolean answers() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/subjects")).timeout(PATIENCE).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
