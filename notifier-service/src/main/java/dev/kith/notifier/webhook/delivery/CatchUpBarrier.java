package dev.kith.notifier.webhook.delivery;

import dev.kith.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Waiters for a reader to reach the end that its topic had when they asked. Any thread asks; the
 * reader's thread completes them.
 */
public final class CatchUpBarrier {

  private final ConcurrentLinkedQueue<CompletableFuture<Void>> asked =
      new ConcurrentLinkedQueue<>();
  private final List<Barrier> waiting = new ArrayList<>();

  private record Barrier(CompletableFuture<Void> reached, Map<Integer, Long> ends) {}

  public CompletableFuture<Void> add() {
    var reached = new CompletableFuture<Void>();
    asked.add(reached);
    return reached;
  }

  /**
   * Requests the ends once for all that have asked since the last time. After a failure they stay
   * queued.
   */
  public void findEnds(Supplier<Map<Integer, Long>> question) {
    var several = asked.size();
    if (several == 0) {
      return;
    }
    var ends = question.get();
    for (var index = 0; index < several; index++) {
      waiting.add(new Barrier(asked.remove(), ends));
    }
  }

  /** Removes and returns the waiters whose end is reached; the caller completes them. */
  public List<CompletableFuture<Void>> reached(Consumer<byte[], byte[]> consumer) {
    var reached = waiting.stream().filter(barrier -> isReached(consumer, barrier.ends)).toList();
    waiting.removeAll(reached);
    return reached.stream().map(Barrier::reached).toList();
  }

  private static TopicPartition place(int partition) {
    return new TopicPartition(Topics.WEBHOOKS.name(), partition);
  }

  public static boolean isReached(Consumer<byte[], byte[]> consumer, Map<Integer, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(place(end.getKey())) >= end.getValue());
  }
}
