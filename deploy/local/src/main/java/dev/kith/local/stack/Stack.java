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
 * The processes together: they start and stop in layers. One that ends at the start ends the
 * others; one that ends later is started again, unless it ends again and again.
 */
public final class Stack {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final DataFolder data;
  private final Progress progress;
  private final boolean keepGoing;
  private final List<List<ProcessPlan>> layers;
  private final List<ProcessPlan> plans;
  private final Map<String, ChildProcess> children = new TreeMap<>();
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private final Restarts restarts = new Restarts(System::nanoTime);
  private volatile boolean up;
  private boolean stopping;

  /** With {@code keepGoing}, an end is only told once all were up. */
  Stack(DataFolder data, Progress progress, boolean keepGoing, List<List<ProcessPlan>> layers) {
    this.data = data;
    this.progress = progress;
    this.keepGoing = keepGoing;
    this.layers = List.copyOf(layers);
    this.plans = layers.stream().flatMap(List::stream).toList();
  }

  /** Returns when all are up, each layer after the one before. */
  public void start() {
    for (List<ProcessPlan> layer : layers) {
      layer.forEach(plan -> start(plan.name()));
      CompletableFuture<?>[] ups =
          layer.stream().map(plan -> up(plan.name())).toArray(CompletableFuture<?>[]::new);
      await(CompletableFuture.anyOf(CompletableFuture.allOf(ups), broken));
    }
    up = true;
  }

  /** Ends only with the trouble that broke the stack. */
  public void awaitTrouble() {
    await(broken);
  }

  Restarts restarts() {
    return restarts;
  }

  boolean has(String name) {
    return plans.stream().anyMatch(plan -> plan.name().equals(name));
  }

  /** Starts the process of that name, unless it runs; tells whether there was anything to start. */
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

  /**
   * Kills the process of that name, as a crash would, and waits for its end; tells whether it ran.
   */
  synchronized boolean kill(String name) throws InterruptedException {
    ChildProcess childProcess = child(name);
    boolean alive = childProcess.isAlive();
    childProcess.awaitEnd(Duration.ZERO);
    return alive;
  }

  /** The process ids of those that run, null for one that does not. */
  synchronized Map<String, Long> processes() {
    Map<String, Long> ids = new TreeMap<>();
    children.forEach(
        (name, childProcess) -> ids.put(name, childProcess.isAlive() ? childProcess.pid() : null));
    return ids;
  }

  /** Stops the layers in the order opposite to the start's; returns when no process is left. */
  public void stop() throws InterruptedException {
    List<ChildProcess> running;
    synchronized (this) {
      stopping = true;
      running = children.values().stream().filter(ChildProcess::isAlive).toList();
    }
    if (!running.isEmpty()) {
      progress.say("Stopping.");
    }
    for (List<ProcessPlan> layer : layers.reversed()) {
      List<ChildProcess> together =
          layer.stream()
              .flatMap(plan ->
                  running.stream().filter(childProcess -> childProcess.name().equals(plan.name())))
              .toList();
      together.forEach(ChildProcess::terminate);
      long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
      for (ChildProcess childProcess : together) {
        childProcess.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        data.pidFiles().remove(childProcess.name(), childProcess.pid());
        progress.reached(childProcess.name(), "stopped");
      }
    }
  }

  /** Never completes for one that ends before it is up, or is not started because of a stop. */
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
      restarts
          .ended(childProcess.name())
          .ifPresentOrElse(
              pause -> startAgain(childProcess, pause),
              () -> broken.completeExceptionally(endedTooOften(childProcess)));
    }
  }

  /** All that it needs is kept: its data, its ports, its settings. */
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

  /** A full disk may have room again at the next attempt. */
  private void notStarted(String name, CliException failure) {
    restarts
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
        "%s ended %d times within %d minutes and is not started again. %s"
            .formatted(
                childProcess.name(),
                Restarts.LIMIT + 1,
                Restarts.PERIOD.toMinutes(),
                last.sentence()),
        last.lines());
  }

  private synchronized ChildProcess child(String name) {
    return Objects.requireNonNull(children.get(name), name);
  }

  private ProcessPlan plan(String name) {
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
