package dev.kith.local.stack;

import dev.kith.local.base.CliException;
import dev.kith.local.base.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Started process of the stack. Its standard input is a pipe that the launcher holds open for the
 * {@link dev.kith.local.leash.Leash}.
 */
final class ChildProcess {

  private static final Duration POLL = Duration.ofMillis(100);

  /** Environment variables with JVM flags that are not passed on to processes of the stack. */
  private static final List<String> REMOVED_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final ProcessSpec plan;
  private final Process process;
  private final Path log;

  private ChildProcess(ProcessSpec plan, Process process, Path log) {
    this.plan = plan;
    this.process = process;
    this.log = log;
  }

  /** Starts the process with a new log; the previous log is kept as {@code NAME.1.log}. */
  static ChildProcess start(ProcessSpec plan, DataFolder data) throws IOException {
    Path log = data.log(plan.name());
    if (Files.exists(log)) {
      Files.move(log, data.log(plan.name() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    ProcessBuilder builder =
        new ProcessBuilder(plan.command())
            .directory(plan.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(REMOVED_VARIABLES);
    if (environment.containsKey(Home.JAVA_OPTIONS)) {
      environment.put("JDK_JAVA_OPTIONS", environment.get(Home.JAVA_OPTIONS));
    }
    environment.putAll(plan.environment());
    Process process = builder.start();
    try {
      data.pidFiles().write(plan.name(), process.pid());
    } catch (IOException failure) {
      process.destroyForcibly();
      throw failure;
    }
    return new ChildProcess(plan, process, log);
  }

  String name() {
    return plan.name();
  }

  long pid() {
    return process.pid();
  }

  /** Asks the system as well, which knows of an end a moment before {@link Process} does. */
  boolean isAlive() {
    return process.isAlive() && process.toHandle().isAlive();
  }

  CompletableFuture<ChildProcess> ended() {
    return process.onExit().thenApply(_ -> this);
  }

  /**
   * Returns true once the process is up, false if it ended before. Waits as long as there is
   * progress; passes what the process waits for to {@code waits} from time to time.
   */
  boolean awaitUp(Consumer<String> waits) throws InterruptedException {
    StartWatch watch = new StartWatch(System::nanoTime);
    Optional<String> waitsFor = plan.probe().waitsFor();
    while (waitsFor.isPresent()) {
      if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      watch.see(waitsFor.get(), process.info().totalCpuDuration().orElse(Duration.ZERO));
      if (watch.isStuck()) {
        throw stuck(waitsFor.get());
      }
      if (watch.isDue()) {
        waits.accept(waitsFor.get());
      }
      waitsFor = plan.probe().waitsFor();
    }
    return true;
  }

  private CliException stuck(String waitsFor) {
    return new CliException(
        "%s has made no progress for %d s: %s. The end of its log %s:"
            .formatted(name(), StartWatch.MAX_STANDSTILL.toSeconds(), waitsFor, log),
        ProcessEnd.of(0, log, plan.directory()).lastLines());
  }

  /** The failure to report for an unexpected end. */
  CliException unexpectedEnd() {
    ProcessEnd end = end();
    return new CliException(
        "%s ended unexpectedly with %s. The end of its log %s:"
            .formatted(name(), end.reason(), log),
        end.lastLines());
  }

  /** The exit code of an ended process. */
  int exitCode() {
    return process.exitValue();
  }

  /** The reason of the end. */
  ProcessEnd end() {
    return ProcessEnd.of(process.exitValue(), log, plan.directory());
  }

  void terminate() {
    // not process.destroy(): that also closes the pipe, and the leash would shorten the time to
    // stop
    process.toHandle().destroy();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits for the end; kills the process after {@code timeout}. */
  void awaitEnd(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
      process.waitFor();
    }
  }
}
