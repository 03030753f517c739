package dev.kith.kit.consistency;

import dev.kith.kit.config.TopicEnds;
import dev.kith.kit.streams.Partitions;
import dev.kith.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Batching reader of the journal's end offsets. At most one request to the broker is in flight;
 * callers that arrive meanwhile share the next one.
 */
@ApplicationScoped
public class JournalEnds {

  private final TopicEnds ends;
  private final Partitions partitions;
  private boolean asking;
  private @Nullable CompletableFuture<Map<Integer, Long>> next;

  JournalEnds(TopicEnds ends, Partitions partitions) {
    this.ends = ends;
    this.partitions = partitions;
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
      var all = IntStream.range(0, partitions.count()).boxed().toList();
      var _ =
          ends.written(Topics.JOURNAL.name(), all)
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
