package dev.kith.notifier.delivery;

import dev.kith.notifier.replica.SubjectCache;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Registry of the delivery tasks of this node, for readers of their stores. Thread-safe. */
public final class DeliveryTasks {

  private final SubjectCache cache;
  private final Map<Integer, Task> tasks = new ConcurrentHashMap<>();

  public DeliveryTasks(SubjectCache cache) {
    this.cache = cache;
  }

  /** The task of a delivery partition; empty if this node has none that runs. */
  public Optional<Task> of(int partition) {
    return Optional.ofNullable(tasks.get(partition));
  }

  /**
   * Registers a task that starts.
   *
   * @param folded offset of the last record that its stores contain; -1 if there is none
   * @param oldestCursor lowest cursor that can be resumed from at present; -1 if all can
   */
  Task start(int partition, long folded, LongSupplier oldestCursor) {
    var task = new Task(cache.open(), folded, oldestCursor);
    tasks.put(partition, task);
    return task;
  }

  /** Removes a task that leaves this node. */
  void end(int partition, Task task) {
    tasks.remove(partition, task);
    cache.close(task.cache);
  }

  /** Task of a delivery partition: how far its stores are. Written by the task's thread only. */
  public static final class Task {
    private final SubjectCache.Part cache;
    private final LongSupplier oldestCursor;
    private volatile long begun;
    private volatile long folded;
    private volatile boolean complete;

    private Task(SubjectCache.Part cache, long folded, LongSupplier oldestCursor) {
      this.cache = cache;
      this.oldestCursor = oldestCursor;
      this.begun = folded;
      this.folded = folded;
    }

    /** Cache of the subjects that this task writes. */
    public SubjectCache.Part cache() {
      return cache;
    }

    /** Offset of the last record that the stores contain; -1 if there is none. */
    public long folded() {
      return folded;
    }

    /** Offset of the last record of which the stores may contain a part; -1 if there is none. */
    public long begun() {
      return begun;
    }

    /** Lowest cursor that can be resumed from at present; -1 if all can. */
    public long oldestCursor() {
      return oldestCursor.getAsLong();
    }

    /** Whether the stores contain all subjects, that is, whether a rebuild has ended. */
    public boolean isComplete() {
      return complete;
    }

    void begin(long offset) {
      begun = offset;
    }

    void fold(long offset) {
      folded = offset;
    }

    void complete() {
      complete = true;
    }
  }
}
