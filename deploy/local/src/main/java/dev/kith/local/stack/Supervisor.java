package dev.kith.local.stack;

import dev.kith.local.base.CliException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Supervisor of all processes, which start and stop in layers. A process that ends during the start
 * stops the stack. One that ends later is restarted, unless it ends too often.
 */
public final class Supervisor {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final DataFolder data;
  private final Progress progress;
  private final boolean keepGoing;
  private final List<List<ProcessSpec>> layers;
  private final List<ProcessSpec> plans;
  private final Map<String, ChildProcess> children = new TreeMap<>();
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private final RestartPolicy restartPolicy;
  private volatile boolean up;
  private boolean stopping;

  /** With {@code keepGoing}, an end after the start is only reported. */
  Supervisor(
      DataFolder data, Progress progress, boolean keepGoing, List<List<ProcessSpec>> layers) {
    this(data, progress, keepGoing, layers, new RestartPolicy(System::nanoTime));
  }

  Supervisor(
      DataFolder data,
      Progress progress,
      boolean keepGoing,
      List<List<ProcessSpec>> layers,
      RestartPolicy restartPolicy) {
    this.data = data;
    this.progress = progress;
    this.keepGoing = keepGoing;
    this.layers = List.copyOf(layers);
    this.plans = layers.stream().flatMap(List::stream).toList();
    this.restartPolicy = restartPolicy;
  }

  /** Starts the layers one after the other; returns when all processes are up. */
  public void start() {
    for (List<ProcessSpec> layer : layers) {
      layer.forEach(plan -> start(plan.name()));
      CompletableFuture<?>[] ups =
          layer.stream().map(plan -> up(plan.name())).toArray(CompletableFuture<?>[]::new);
      await(CompletableFuture.anyOf(CompletableFuture.allOf(ups), broken));
    }
    up = true;
  }

  /** Waits without limit; ends only with the failure that broke the stack. */
  public void awaitTrouble() {
    await(broken);
  }

  RestartPolicy restarts() {
    return restartPolicy;
  }

  boolean has(String name) {
    return plans.stream().anyMatch(plan -> plan.name().equals(name));
  }

  /** Starts a process unless it is running; returns true if it was started. */
  synchronized boolean start(String name) {
    ChildProcess current = children.get(name);
    if (stopping || (current != null && current.isAlive())) {
      return false;
    }
    try {
      ChildProcess childProcess = ChildProcess.start(plan(name), data);
      children.put(name, childProcess);
      var _ = childProcess.ended().thenAccept(this::ended);
      return true;
    } catch (IOException failure) {
      throw new CliException(name + " cannot be started: " + failure.getMessage());
    }
  }

  /** Kills a process, like a crash, and waits for its end; returns whether it was running. */
  synchronized boolean kill(String name) throws InterruptedException {
    ChildProcess childProcess = child(name);
    boolean alive = childProcess.isAlive();
    childProcess.awaitEnd(Duration.ZERO);
    return alive;
  }

  /** Plans of all processes, in the order of the start. */
  List<ProcessSpec> plans() {
    return plans;
  }

  /** Process ids by name; null for a process that does not run. */
  synchronized Map<String, Long> processes() {
    Map<String, Long> ids = new TreeMap<>();
    children.forEach(
        (name, childProcess) -> ids.put(name, childProcess.isAlive() ? childProcess.pid() : null));
    return ids;
  }

  /** Kills all processes, whose data is not needed any more. */
  void abandon() throws InterruptedException {
    List<ChildProcess> all;
    synchronized (this) {
      stopping = true;
      all = List.copyOf(children.values());
    }
    for (ChildProcess childProcess : all) {
      childProcess.awaitEnd(Duration.ZERO);
    }
  }

  /** Stops the layers in reverse order; returns when all processes have ended. */
  public void stop() throws InterruptedException {
    stop(STOP_TIMEOUT);
  }

  /**
   * Stops the layers in reverse order.
   *
   * @param timeout time that a layer has to stop before its processes are killed
   */
  void stop(Duration timeout) throws InterruptedException {
    List<ChildProcess> running;
    synchronized (this) {
      stopping = true;
      running = children.values().stream().filter(ChildProcess::isAlive).toList();
    }
    if (!running.isEmpty()) {
      progress.say("Stopping.");
    }
    for (List<ProcessSpec> layer : layers.reversed()) {
      List<ChildProcess> together =
          layer.stream()
              .flatMap(plan ->
                  running.stream().filter(childProcess -> childProcess.name().equals(plan.name())))
              .toList();
      together.forEach(ChildProcess::terminate);
      long deadline = System.nanoTime() + timeout.toNanos();
      for (ChildProcess childProcess : together) {
        childProcess.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        data.pidFiles().remove(childProcess.name(), childProcess.pid());
        progress.reached(childProcess.name(), "stopped");
      }
    }
  }

  /**
   * Completes when the process is up; never if it ends before, or is not started because of a stop.
   */
  private CompletableFuture<Void> up(String name) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    ChildProcess childProcess;
    synchronized (this) {
      childProcess = children.get(name);
    }
    if (childProcess != null) {
      Thread.ofVirtual().start(() -> awaitUp(childProcess, result));
    }
    return result;
  }

  private void awaitUp(ChildProcess childProcess, CompletableFuture<Void> result) {
    try {
      if (childProcess.awaitUp(waitsFor -> progress.waits(childProcess.name(), waitsFor))) {
        progress.reached(childProcess.name(), "up");
        result.complete(null);
      }
    } catch (CliException | InterruptedException failure) {
      result.completeExceptionally(failure);
    }
  }

  private void ended(ChildProcess childProcess) {
    synchronized (this) {
      if (stopping) {
        return;
      }
    }
    data.pidFiles().remove(childProcess.name(), childProcess.pid());
    if (!up) {
      broken.completeExceptionally(childProcess.unexpectedEnd());
    } else if (keepGoing) {
      progress.reached(childProcess.name(), "ended");
    } else {
      restartPolicy
          .ended(childProcess.name())
          .ifPresentOrElse(
              pause -> startAgain(childProcess, pause),
              () -> broken.completeExceptionally(endedTooOften(childProcess)));
    }
  }

  /** Restarts the process with the same data, ports and settings. */
  private void startAgain(ChildProcess childProcess, Duration pause) {
    progress.ended(childProcess.name(), childProcess.end(), pause);
    startAfter(childProcess.name(), pause);
  }

  private void startAfter(String name, Duration pause) {
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> {
          try {
            if (start(name)) {
              var _ = up(name).whenComplete((_, failure) -> breakOn(failure));
            }
          } catch (CliException failure) {
            notStarted(name, failure);
          }
        });
  }

  /** Schedules another attempt: a full disk, for example, may have space again by then. */
  private void notStarted(String name, CliException failure) {
    restartPolicy
        .ended(name)
        .ifPresentOrElse(
            pause -> {
              progress.notStarted(failure.sentence(), pause);
              startAfter(name, pause);
            },
            () -> breakOn(failure));
  }

  private void breakOn(@Nullable Throwable failure) {
    if (failure != null) {
      broken.completeExceptionally(failure);
    }
  }

  private static CliException endedTooOften(ChildProcess childProcess) {
    CliException last = childProcess.unexpectedEnd();
    return new CliException(
        "%s ended %d times within %d minutes and is not restarted. %s"
            .formatted(
                childProcess.name(),
                RestartPolicy.LIMIT + 1,
                RestartPolicy.PERIOD.toMinutes(),
                last.sentence()),
        last.lines());
  }

  private synchronized ChildProcess child(String name) {
    return Objects.requireNonNull(children.get(name), name);
  }

  private ProcessSpec plan(String name) {
    return plans.stream()
        .filter(plan -> plan.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  private static void await(CompletableFuture<?> future) {
    try {
      var _ = future.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof CliException cliException ? cliException : failure;
    }
  }
}
