package dev.kith.profile.picture;

import dev.kith.profile.picture.store.PictureConfig.S3;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** S3Mock as a child process, with an empty bucket. */
public final class S3Server implements AutoCloseable {

  private static final String BUCKET = "pictures";
  private static final Path JAR = Path.of("target/s3-server/s3mock.jar").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Returns when the server responds. */
  public static S3Server start() throws IOException, InterruptedException {
    var port = freePort();
    var log = JAR.resolveSibling("s3mock-" + port + ".log").toFile();
    var command =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "--server.address=127.0.0.1",
                "--server.port=0", // this one is for TLS
                "--com.adobe.testing.s3mock.http-port=" + port));
    command.environment().put("COM_ADOBE_TESTING_S3MOCK_STORE_INITIAL_BUCKETS", BUCKET);
    command.redirectErrorStream(true).redirectOutput(log);
    var process = command.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    var server = new S3Server(process, port);
    server.awaitBucket();
    return server;
  }

  public S3 settings() {
    return new Settings(
        Optional.of(URI.create("http://127.0.0.1:" + port)),
        BUCKET,
        "us-east-1",
        Optional.of("some"),
        Optional.of("thing"),
        true);
  }

  private record Settings(
      Optional<URI> endpoint,
      String bucket,
      String region,
      Optional<String> accessKey,
      Optional<String> secretKey,
      boolean pathStyle)
      implements S3 {}

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private void awaitBucket() throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException("no S3 server: see its log in target/s3-server");
      }
    }
  }

  private boolean answers() throws InterruptedException {
    var bucket = URI.create("http://127.0.0.1:" + port + "/" + BUCKET);
    try (var client = HttpClient.newHttpClient()) {
      return client
              .send(HttpRequest.newBuilder(bucket).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
