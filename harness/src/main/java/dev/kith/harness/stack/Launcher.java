package dev.kith.harness.stack;

import dev.kith.harness.Arrivals;
import dev.kith.harness.KithHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One {@code ./kith run}, other command of it, or front door, started as a child process; it ends
 * when this JVM does.
 */
public final class Launcher {

  /**
   * A JVM's flag for what tests start: they ask each thing so seldom that to compile it a second
   * time costs more than it saves. Benchmarks go without.
   */
  public static final String COMPILED_ONCE = "-XX:TieredStopAtLevel=1";

  /** Tests and benchmarks write as fast as they can, as a single user. */
  static final Map<String, String> WITHOUT_RATES =
      Map.of("KITH_RATES_WRITES", "0", "KITH_RATES_SESSIONS", "0");

  /** The environment of such a stack: for the launcher, and for what it starts. */
  static final Map<String, String> SHORT_LIVED =
      Map.of(
          "JDK_JAVA_OPTIONS",
          COMPILED_ONCE,
          "KITH_JAVA_OPTIONS",
          COMPILED_ONCE,
          "KITH_RATES_WRITES",
          "0",
          "KITH_RATES_SESSIONS",
          "0");

  private static final Duration UP_WITHIN = Duration.ofMinutes(4);
  private static final Duration END_WITHIN = Duration.ofMinutes(2);
  private static final String TELLS_DOOR = "The front door is open at ";
  private static final String TELLS_FOLDER = "Starting Kith; data folder: ";

  private final Process process;
  private final long startedAt = System.nanoTime();
  private final Arrivals<String> lines = new Arrivals<>();
  private volatile Duration startUp = Duration.ZERO;

  private Launcher(Process process) {
    this.process = process;
    // reading a pipe keeps its carrier thread, of which two cores have two
    Thread.ofPlatform().daemon().name("launcher-output").start(this::read);
  }

  /**
   * Starts it and does not wait; {@code temporaryFolder} is where an ephemeral one keeps its data.
   */
  public static Launcher start(KithHome home, Path temporaryFolder, String... arguments) {
    return start(SHORT_LIVED, home, temporaryFolder, arguments);
  }

  /** As above, with this in its environment besides. */
  public static Launcher startWith(
      Map<String, String> environment, KithHome home, Path temporaryFolder, String... arguments) {
    Map<String, String> all = new HashMap<>(SHORT_LIVED);
    all.putAll(environment);
    return start(all, home, temporaryFolder, arguments);
  }

  /** As above, with this in its environment. */
  static Launcher start(
      Map<String, String> environment, KithHome home, Path temporaryFolder, String... arguments) {
    return start(environment, home.command(temporaryFolder, arguments));
  }

  /** A front door of its own; {@link #awaitDoor} tells where it is. */
  static Launcher startDoor(KithHome home, Path temporaryFolder, String... arguments) {
    return start(Map.of(), home.doorCommand(temporaryFolder, arguments));
  }

  private static Launcher start(Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return new Launcher(builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns when all is up. */
  public void awaitUp() throws InterruptedException {
    if (lines.await(line -> line.startsWith("Kith is up."), UP_WITHIN).isEmpty()) {
      throw new AssertionError("The stack did not come up:\n" + output());
    }
    startUp = Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** Of a front door: where that is, once it is open. */
  URI awaitDoor() throws InterruptedException {
    return lines
        .await(line -> line.startsWith(TELLS_DOOR), UP_WITHIN)
        .map(line -> URI.create(line.substring(TELLS_DOOR.length())))
        .orElseThrow(() -> new AssertionError("The door does not open:\n" + output()));
  }

  /** How long it took until all was up. */
  Duration startUp() {
    return startUp;
  }

  /** The data folder that it said it uses. */
  public Path folder() throws InterruptedException {
    return lines
        .await(line -> line.startsWith(TELLS_FOLDER), UP_WITHIN)
        .map(line -> Path.of(line.substring(TELLS_FOLDER.length())))
        .orElseThrow(() -> new AssertionError("No data folder was named:\n" + output()));
  }

  long pid() {
    return process.pid();
  }

  /** SIGTERM, as Ctrl-C has it end. */
  public void terminate() {
    // not process.destroy(): that lets go of the leash as well
    process.toHandle().destroy();
  }

  /** SIGKILL. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits for the end; answers the exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("The launcher does not end:\n" + output());
    }
    // its last lines may still be on their way
    lines.await(_ -> false, END_WITHIN);
    return process.exitValue();
  }

  public String output() {
    return String.join("\n", lines.all());
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException ended) {
      lines.add("(its output broke off: " + ended.getMessage() + ")");
    } finally {
      lines.end();
    }
  }
}
