package dev.kith.kit.topology;

import dev.kith.domain.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Channel by which a fold reports to the reader of a partition that it refused the current event.
 * Only the service that owns the resource reports: profile-service for profiles,
 * contact-graph-service for relations and settings. So a refused event is counted once.
 */
public final class RefusalReporter {

  /** Each entry is used by the thread of its task only. */
  private final Map<Integer, Refusal> byPartition = new ConcurrentHashMap<>();

  /** Reports that the current event is refused; for an event about many peers, once. */
  public void note(int partition, Refusal refusal) {
    byPartition.putIfAbsent(partition, refusal);
  }

  /** Returns and clears the reported refusal. */
  Optional<Refusal> take(int partition) {
    return Optional.ofNullable(byPartition.remove(partition));
  }
}
