package dev.kith.kit.consistency;

import dev.kith.kit.config.TopicEnds;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Batching reader of the journal's end offsets. At most one request to the broker is in flight;
 * callers that arrive meanwhile share the next one.
 */
@ApplicationScoped
public class JournalEnds {

  private final Supplier<? extends CompletionStage<Map<Integer, Long>>> broker;
  private boolean asking;
  private @Nullable CompletableFuture<Map<Integer, Long>> next;

  @Inject
  JournalEnds(TopicEnds ends, PartitionOwners partitionOwners) {
    this(() ->
        ends.written(
            Topics.JOURNAL.name(), IntStream.range(0, partitionOwners.count()).boxed().toList()));
  }

  JournalEnds(Supplier<? extends CompletionStage<Map<Integer, Long>>> broker) {
    this.broker = broker;
  }

  /** By partition, the offset behind the last record, read after this call. */
  public synchronized CompletableFuture<Map<Integer, Long>> now() {
    if (next == null) {
      next = new CompletableFuture<>();
    }
    var mine = next;
    if (!asking) {
      ask();
    }
    return mine.copy();
  }

  private synchronized void ask() {
    var waiting = next;
    next = null;
    asking = waiting != null;
    if (waiting != null) {
      var _ =
          broker
              .get()
              .whenComplete((answer, failure) -> {
                ask();
                if (failure == null) {
                  waiting.complete(answer);
                } else {
                  waiting.completeExceptionally(failure);
                }
              });
    }
  }
}
