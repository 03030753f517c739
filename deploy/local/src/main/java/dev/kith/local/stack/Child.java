package dev.kith.local.stack;

import dev.kith.local.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One process that was started, on the leash: its standard input is a pipe that this process holds.
 */
final class Child {

  /** The environment variable with flags for the JVMs of all parts; a part's own go before them. */
  private static final String JAVA_OPTIONS = "KITH_JAVA_OPTIONS";

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int LAST_LINES = 20;

  /** What JVMs take flags from; these are for another program than a part of the stack. */
  private static final List<String> OF_OTHERS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final ProcessPlan plan;
  private final Process process;
  private final Path log;

  private Child(ProcessPlan plan, Process process, Path log) {
    this.plan = plan;
    this.process = process;
    this.log = log;
  }

  /** Starts it with a fresh log; the one before is kept as {@code NAME.1.log}. */
  static Child start(ProcessPlan plan, DataFolder data) throws IOException {
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
    environment.keySet().removeAll(OF_OTHERS);
    if (environment.containsKey(JAVA_OPTIONS)) {
      environment.put("JDK_JAVA_OPTIONS", environment.get(JAVA_OPTIONS));
    }
    environment.putAll(plan.environment());
    Process process = builder.start();
    data.pidFiles().write(plan.name(), process.pid());
    return new Child(plan, process, log);
  }

  String name() {
    return plan.name();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  CompletableFuture<Child> ended() {
    return process.onExit().thenApply(_ -> this);
  }

  /** True once it is up, false when it ended before. */
  boolean awaitUp(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!plan.probe().isUp()) {
      if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      if (System.nanoTime() > deadline) {
        throw new Trouble(
            "%s runs but is not ready after %d s; its log is %s and ends with:"
                .formatted(name(), timeout.toSeconds(), log),
            lastLines());
      }
    }
    return true;
  }

  /** What to tell when it ended without having been asked to. */
  Trouble unexpectedEnd() {
    return new Trouble(
        "%s ended by itself with exit code %d; its log is %s and ends with:"
            .formatted(name(), process.exitValue(), log),
        lastLines());
  }

  void terminate() {
    // not process.destroy(): that closes the pipe as well, and the leash would cut the time to stop
    // short
    process.toHandle().destroy();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits for its end, and kills it when that takes longer than {@code timeout}. */
  void awaitEnd(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
      process.waitFor();
    }
  }

  private List<String> lastLines() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    } catch (IOException unreadable) {
      return List.of(unreadable.toString());
    }
  }
}
