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
 * Those who wait until a reader has come to where its topic ended when they asked; anyone asks, the
 * reader's thread answers.
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

  /** One question to the brokers for all that have asked since; a failure leaves them asking. */
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

  /** Those that are reached; they are to be completed, and are not told again. */
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
