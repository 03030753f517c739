package dev.kith.kit.topology;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Last offset that this node's tasks have folded per partition, for readers that wait for a
 * position.
 */
@ApplicationScoped
public class FoldedPositions {

  private final Map<TopicPartition, Frontier> frontiers = new ConcurrentHashMap<>();

  /** Called by the task after it folded {@code offset}, or when it starts after that offset. */
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

    void advance(long newOffset) {
      offset = newOffset;
      synchronized (waiters) {
        while (!waiters.isEmpty() && waiters.peek().offset <= newOffset) {
          waiters.remove().reached.complete(null);
        }
      }
    }

    void reset() {
      offset = -1;
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
