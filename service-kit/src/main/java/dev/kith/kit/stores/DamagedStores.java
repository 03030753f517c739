package dev.kith.kit.stores;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.StreamThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registry of the tasks of this process that have a state store with a damaged file. A damaged task
 * is closed when its thread polls, and restored from its changelogs. The poll is the only thing
 * that an idle thread does: a punctuator would make Kafka Streams commit each time.
 */
public final class DamagedStores {

  private static final Logger LOG = LoggerFactory.getLogger(DamagedStores.class);
  private static final Set<TaskId> DAMAGED = ConcurrentHashMap.newKeySet();
  private static final Map<TaskId, Run> RUNNING = new ConcurrentHashMap<>();

  private DamagedStores() {}

  /** One run of a task, from restored stores to its end; compared by identity. */
  static final class Run {
    private final Thread thread;

    private Run(Thread thread) {
      this.thread = thread;
    }

    private boolean isOfThisThread() {
      return thread.equals(Thread.currentThread());
    }
  }

  /**
   * Registers the task of a store that was found damaged.
   *
   * @return what the reader must throw: Kafka Streams restores the task of its own thread at once;
   *     a request is answered as during a rebalance
   */
  static StreamsException found(TaskId task, String store, Throwable cause) {
    if (DAMAGED.add(task)) {
      LOG.error(
          "A file of store {} of task {} is damaged, restoring the task from its changelogs",
          store,
          task,
          cause);
    }
    return Thread.currentThread() instanceof StreamThread
        ? new TaskCorruptedException(Set.of(task))
        : new InvalidStateStoreException(
            "A file of store %s of task %s is damaged".formatted(store, task), cause);
  }

  /** Called when a store of the task is opened: it has been restored, or is found damaged again. */
  static void opened(TaskId task) {
    DAMAGED.remove(task);
  }

  /** Called by the thread of a task when the task, with restored stores, starts to run. */
  public static void running(TaskId task) {
    RUNNING.compute(
        task,
        (_, run) -> run != null && run.isOfThisThread() ? run : new Run(Thread.currentThread()));
  }

  /** Returns the present run of a task, null if it does not run. */
  static @Nullable Run run(TaskId task) {
    return RUNNING.get(task);
  }

  /** Called by the thread of a task when the task no longer runs there. */
  public static void stopped(TaskId task) {
    RUNNING.computeIfPresent(task, (_, run) -> run.isOfThisThread() ? null : run);
  }

  /**
   * Called by a thread of Kafka Streams before it polls.
   *
   * @throws TaskCorruptedException if running tasks of this thread have a damaged store; Kafka
   *     Streams deletes their files and restores them
   */
  public static void check() {
    if (DAMAGED.isEmpty()) {
      return;
    }
    var ofThisThread =
        DAMAGED.stream().filter(DamagedStores::runsOnThisThread).collect(toUnmodifiableSet());
    if (!ofThisThread.isEmpty()) {
      throw new TaskCorruptedException(ofThisThread);
    }
  }

  /**
   * Makes Kafka Streams abort the transaction of the calling thread and restore all its running
   * tasks; for tests of faults.
   *
   * @throws TaskCorruptedException unless no task runs on this thread
   */
  public static void abort() {
    var running =
        RUNNING.keySet().stream()
            .filter(DamagedStores::runsOnThisThread)
            .collect(toUnmodifiableSet());
    if (!running.isEmpty()) {
      LOG.warn("Aborting the transaction of tasks {}, because a test asks for it", running);
      throw new TaskCorruptedException(running);
    }
  }

  private static boolean runsOnThisThread(TaskId task) {
    var run = RUNNING.get(task);
    return run != null && run.isOfThisThread();
  }
}
