package dev.kith.kit.topology;

import dev.kith.domain.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the reader of a partition that the fold refused the event it was just handed. Only the
 * service that owns the piece notes it: profile-service those of profiles, contact-graph-service
 * those of relations and settings. So a refused event leaves one trace.
 */
public final class RefusalReporter {

  /** Each is touched by the thread of its task alone. */
  private final Map<Integer, Refusal> byPartition = new ConcurrentHashMap<>();

  /** The event that is being folded is refused; of an event about many peers, once. */
  public void note(int partition, Refusal refusal) {
    byPartition.putIfAbsent(partition, refusal);
  }

  /** What was noted since this was last asked. */
  Optional<Refusal> take(int partition) {
    return Optional.ofNullable(byPartition.remove(partition));
  }
}
