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
import java.util.stream.Stream;

/** Client-side view of a running stack: its URLs, data folder, tokens and processes. */
public final class Stack implements AutoCloseable {

  /** Number of partitions of every topic: the default of a local stack. */
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

  /**
   * Starts a stack for benchmarks on free ports with its data in a temporary folder, and waits
   * until it is ready.
   */
  public static Stack startEphemeral() throws InterruptedException {
    Map<String, String> unbounded = new HashMap<>(Launcher.WITHOUT_RATES);
    // lets one user read more profiles of strangers than the read budget of a user allows
    unbounded.put("KITH_REQUESTS_CHARGE_READS", "false");
    // all sessions of a benchmark come from one address
    return startEphemeral(unbounded, "--connections-per-client", "0");
  }

  /**
   * Starts a stack for tests, whose JVMs use {@link Launcher#COMPILED_ONCE}, with further
   * environment variables for the services, and waits until it is ready.
   */
  public static Stack startShortLived(Map<String, String> environment) throws InterruptedException {
    Map<String, String> all = new HashMap<>(Launcher.SHORT_LIVED);
    all.putAll(environment);
    return startEphemeral(all);
  }

  /**
   * Starts a stack whose data is deleted when it ends, with these environment variables, and waits
   * until it is ready.
   *
   * @param options further options of {@code kith run}
   */
  private static Stack startEphemeral(Map<String, String> environment, String... options)
      throws InterruptedException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    String[] arguments =
        Stream.concat(
                Stream.of("run", "--port", "0", "--ephemeral", "--keep-going"), Stream.of(options))
            .toArray(String[]::new);
    return of(Launcher.start(environment, KithHome.ofThisProcess(), temporary, arguments));
  }

  /** Waits until the stack of a launcher is ready, and returns the stack. */
  public static Stack of(Launcher launcher) throws InterruptedException {
    launcher.awaitUp();
    Path data = launcher.folder();
    return new Stack(
        Optional.of(launcher), data, new RunFolder(data.resolve("run")).url("front-door"));
  }

  /** Returns a stack that is already running, and that {@link #close} does not end. */
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

  /** Returns a user with a new random address. */
  public Person person(String name) {
    return personCalled(name + "-" + random());
  }

  public Person personCalled(String address) {
    return new Person(address, frontDoor, tokens.of(address));
  }

  /**
   * Returns a user with a new random address in the same partition as another user, so that the
   * order of the events of both is defined.
   */
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

  /**
   * Returns the partition of an address, as the default partitioner of Kafka's Java client computes
   * it.
   */
  public static int partitionOf(String address) {
    return Placement.WHOLE_KEY.partition(address.getBytes(StandardCharsets.UTF_8), PARTITIONS);
  }

  /** Returns the last lines of all logs, for the report of a failure. */
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

  /**
   * Returns the time from the start of the launcher until the stack was ready; empty for a stack
   * that was already running.
   */
  public Optional<Duration> startUp() {
    return launcher.map(Launcher::startUp);
  }

  /** Creates a temporary folder for the data of a stack. */
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
