package dev.kith.harness.stack;

import dev.kith.harness.KithHome;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Tokens;
import dev.kith.schemas.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A running stack, seen from outside. */
public final class Stack implements AutoCloseable {

  /** The local default; every topic has as many. */
  public static final int PARTITIONS = 4;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Optional<Launcher> launcher;
  private final Path data;
  private final URI frontDoor;
  private final Tokens tokens;

  private Stack(Optional<Launcher> launcher, Path data, URI frontDoor) {
    this.launcher = launcher;
    this.data = data;
    this.frontDoor = frontDoor;
    this.tokens = Tokens.in(data);
  }

  /** Starts one for benchmarks on free ports in a temporary folder, and waits until it is up. */
  public static Stack startEphemeral() throws InterruptedException {
    Map<String, String> unbounded = new HashMap<>(Launcher.WITHOUT_RATES);
    // the one reader of a benchmark reads more strangers than a user's budget allows
    unbounded.put("KITH_REQUESTS_CHARGE_READS", "false");
    return startEphemeral(unbounded);
  }

  /** As above, compiled once, with settings for the services in the environment: for tests. */
  public static Stack startShortLived(Map<String, String> environment) throws InterruptedException {
    Map<String, String> all = new HashMap<>(Launcher.SHORT_LIVED);
    all.putAll(environment);
    return startEphemeral(all);
  }

  /** One whose data goes with it, with these settings as environment variables. */
  public static Stack startEphemeral(Map<String, String> environment) throws InterruptedException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return of(
        Launcher.start(
            environment,
            KithHome.ofThisProcess(),
            temporary,
            "run",
            "--port",
            "0",
            "--ephemeral",
            "--keep-going"));
  }

  /** Of a launcher that was started; waits until it is up. */
  public static Stack of(Launcher launcher) throws InterruptedException {
    launcher.awaitUp();
    Path data = launcher.folder();
    return new Stack(
        Optional.of(launcher), data, new RunFolder(data.resolve("run")).url("front-door"));
  }

  /** One that runs already, and goes on when this is closed. */
  public static Stack running(Path data, URI frontDoor) {
    return new Stack(Optional.empty(), data, frontDoor);
  }

  public Path data() {
    return data;
  }

  public URI frontDoor() {
    return frontDoor;
  }

  public RunFolder run() {
    return new RunFolder(data.resolve("run"));
  }

  public String broker() {
    return run().hostAndPort("kafka-broker");
  }

  public String registry() {
    return run().url("schema-registry") + "/apis/ccompat/v7";
  }

  public Tokens tokens() {
    return tokens;
  }

  public Processes processes() {
    return new Processes(run());
  }

  /** Somebody whom nobody has heard of yet. */
  public Person person(String name) {
    return personCalled(name + "-" + random());
  }

  public Person personCalled(String address) {
    return new Person(address, frontDoor, tokens.of(address));
  }

  /** Somebody new whose events are in the same partition, so that their order is known. */
  public Person personBeside(Person other, String name) {
    String address = name + "-" + random();
    while (partitionOf(address) != partitionOf(other.address())) {
      address = name + "-" + random();
    }
    return personCalled(address);
  }

  public Person backend() {
    return new Person("backend", frontDoor, tokens.ofBackend());
  }

  /** As every client of Kafka in Java places an address. */
  public static int partitionOf(String address) {
    return Placement.WHOLE_KEY.partition(address.getBytes(StandardCharsets.UTF_8), PARTITIONS);
  }

  /** The ends of all logs, for whoever looks into a failure. */
  public String lastLogs() {
    return new Logs(data.resolve("logs")).tails();
  }

  @Override
  public void close() {
    launcher.ifPresent(running -> {
      running.terminate();
      try {
        running.awaitEnd();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    });
  }

  /** From the launcher's start until all was up; nothing for a stack that ran before. */
  public Optional<Duration> startUp() {
    return launcher.map(Launcher::startUp);
  }

  /** A temporary folder for a stack of one's own. */
  public static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("kith-acceptance-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String random() {
    byte[] bytes = new byte[5];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
