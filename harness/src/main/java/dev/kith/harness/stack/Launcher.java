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
 * Child process that runs {@code ./kith run}, another command of the launcher, or a front door; it
 * ends when this JVM ends.
 */
public final class Launcher {

  /**
   * JVM flag for the processes that tests start. Tests send so few requests of each kind that a
   * second compilation, by the optimizing compiler, costs more time than it saves. Benchmarks do
   * not use it.
   */
  public static final String COMPILED_ONCE = "-XX:TieredStopAtLevel=1";

  /**
   * Settings that switch off the limits on writes and on sessions: benchmarks write as fast as they
   * can as a single user.
   */
  static final Map<String, String> WITHOUT_RATES =
      Map.of("KITH_RATES_WRITES", "0", "KITH_RATES_SESSIONS", "0");

  /** Environment of a stack for tests: of the launcher and of the processes that it starts. */
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
    // a platform thread: a blocking read of a pipe occupies the carrier thread of a virtual thread,
    // and a machine with two cores has only two carrier threads
    Thread.ofPlatform().daemon().name("launcher-output").start(this::read);
  }

  /**
   * Starts a launcher for tests and does not wait.
   *
   * @param temporaryFolder where an ephemeral stack keeps its data
   */
  public static Launcher start(KithHome home, Path temporaryFolder, String... arguments) {
    return start(SHORT_LIVED, home, temporaryFolder, arguments);
  }

  /** Starts a launcher for tests with further environment variables and does not wait. */
  public static Launcher startWith(
      Map<String, String> environment, KithHome home, Path temporaryFolder, String... arguments) {
    Map<String, String> all = new HashMap<>(SHORT_LIVED);
    all.putAll(environment);
    return start(all, home, temporaryFolder, arguments);
  }

  /** Starts a launcher with exactly these additional environment variables and does not wait. */
  static Launcher start(
      Map<String, String> environment, KithHome home, Path temporaryFolder, String... arguments) {
    return start(environment, home.command(temporaryFolder, arguments));
  }

  /** Starts a front door and does not wait; {@link #awaitDoor} returns its URL. */
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

  /** Waits until all processes of the stack are ready. */
  public void awaitUp() throws InterruptedException {
    if (lines.await(line -> line.startsWith("Kith is up."), UP_WITHIN).isEmpty()) {
      throw new AssertionError("The stack did not come up:\n" + output());
    }
    startUp = Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** Waits until a front door is open, and returns its URL. */
  URI awaitDoor() throws InterruptedException {
    return lines
        .await(line -> line.startsWith(TELLS_DOOR), UP_WITHIN)
        .map(line -> URI.create(line.substring(TELLS_DOOR.length())))
        .orElseThrow(() -> new AssertionError("The door does not open:\n" + output()));
  }

  /**
   * Returns the time from the start of the launcher until {@link #awaitUp} found the stack ready.
   */
  Duration startUp() {
    return startUp;
  }

  /** Waits until the launcher has printed its data folder, and returns it. */
  public Path folder() throws InterruptedException {
    return lines
        .await(line -> line.startsWith(TELLS_FOLDER), UP_WITHIN)
        .map(line -> Path.of(line.substring(TELLS_FOLDER.length())))
        .orElseThrow(() -> new AssertionError("No data folder was named:\n" + output()));
  }

  long pid() {
    return process.pid();
  }

  /** Sends SIGTERM, which ends the launcher as Ctrl-C does. */
  public void terminate() {
    // not process.destroy(): that also closes the standard input, whose end ends the process
    process.toHandle().destroy();
  }

  /** Sends SIGKILL. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits for the end of the process and returns its exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("The launcher does not end:\n" + output());
    }
    // the thread that reads the output may not have read the last lines yet
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
