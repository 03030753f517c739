package dev.kith.kit.topology;

import dev.kith.kit.halt.HaltedPartitions.Halt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Last offset that this node's tasks have folded per partition, for readers that wait for a
 * position, or that must not see less than was acknowledged before a task started.
 */
@ApplicationScoped
public class FoldedPositions {

  private static final Logger LOG = LoggerFactory.getLogger(FoldedPositions.class);
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Map<TopicPartition, Frontier> frontiers = new ConcurrentHashMap<>();
  private final Executor lookups;

  @Inject
  public FoldedPositions() {
    this(task -> Thread.ofVirtual().name("journal-ends").start(task));
  }

  /**
   * Creates positions of no partition.
   *
   * @param lookups executor of the reads of partitions' ends
   */
  public FoldedPositions(Executor lookups) {
    this.lookups = lookups;
  }

  /**
   * Called by the task when it starts. After a crash its stores are at the last commit, which is
   * behind what was folded, and acknowledged, before.
   *
   * @param folded last offset folded into the stores; -1 if none
   * @param last reader of the offset of the partition's last record, -1 if none; blocks, and is
   *     called on another thread, again after a failure
   */
  public void start(TopicPartition partition, long folded, LongSupplier last) {
    var run = new Object();
    frontier(partition).begin(run);
    advance(partition, folded);
    lookups.execute(() -> lookUp(partition, run, last));
  }

  private void lookUp(TopicPartition partition, Object run, LongSupplier last) {
    while (frontier(partition).isRun(run)) {
      try {
        frontier(partition).setTarget(run, last.getAsLong());
        return;
      } catch (KafkaException failure) {
        LOG.warn("The end of {} was not read, retrying: {}", partition, failure.getMessage());
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /** Called by the task after it folded {@code offset}. */
  public void advance(TopicPartition partition, long offset) {
    frontier(partition).advance(offset);
  }

  /** Called when the task leaves this node; what another node folds is not known here. */
  public void forget(TopicPartition partition) {
    frontier(partition).reset();
  }

  /** Last offset folded here; -1 if none. */
  public long folded(TopicPartition partition) {
    return frontier(partition).offset;
  }

  /**
   * Whether the stores of the partition's task hold all that was acknowledged before it started;
   * false if there is no such task here.
   *
   * @param halt of the partition, if it is halted: then nothing behind the halt is folded
   */
  public boolean isCaughtUp(TopicPartition partition, Optional<Halt> halt) {
    return frontier(partition).isCaughtUp(halt);
  }

  /** Completes when {@code offset} is folded here; the caller limits the wait and cancels it. */
  public CompletableFuture<Void> await(TopicPartition partition, long offset) {
    return frontier(partition).await(offset);
  }

  private Frontier frontier(TopicPartition partition) {
    return frontiers.computeIfAbsent(partition, ignored -> new Frontier());
  }

  private record Waiter(long offset, CompletableFuture<Void> reached) {}

  private static final class Frontier {
    private final PriorityQueue<Waiter> waiters =
        new PriorityQueue<>(Comparator.comparingLong(Waiter::offset));
    private volatile long offset = -1;
    private volatile long target = Long.MAX_VALUE;
    private volatile @Nullable Object run;

    void advance(long newOffset) {
      offset = newOffset;
      synchronized (waiters) {
        while (!waiters.isEmpty() && waiters.peek().offset <= newOffset) {
          waiters.remove().reached.complete(null);
        }
      }
    }

    synchronized void begin(Object newRun) {
      target = Long.MAX_VALUE;
      run = newRun;
    }

    boolean isRun(Object other) {
      return other.equals(run);
    }

    synchronized void setTarget(Object ofRun, long last) {
      if (isRun(ofRun)) {
        target = last;
      }
    }

    synchronized void reset() {
      target = Long.MAX_VALUE;
      run = null;
      offset = -1;
    }

    boolean isCaughtUp(Optional<Halt> halt) {
      var end = target;
      var folded = offset;
      return end < Long.MAX_VALUE
          && (folded >= end || halt.filter(it -> it.isReached(folded)).isPresent());
    }

    CompletableFuture<Void> await(long wanted) {
      var waiter = new Waiter(wanted, new CompletableFuture<>());
      synchronized (waiters) {
        if (offset >= wanted) {
          waiter.reached.complete(null);
        } else {
          waiters.add(waiter);
          var _ = waiter.reached.whenComplete((done, failure) -> drop(waiter));
        }
      }
      return waiter.reached;
    }

    private void drop(Waiter waiter) {
      synchronized (waiters) {
        waiters.remove(waiter);
      }
    }
  }
}
