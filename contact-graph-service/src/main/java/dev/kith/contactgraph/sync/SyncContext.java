package dev.kith.contactgraph.sync;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the processors of one task share to run syncs.
 *
 * @param partitions of every topic
 */
public record SyncContext(
    JournalWriter journal, int partitions, Map<Integer, PendingHalfEdges> byPartition) {

  public SyncContext(JournalWriter journal, int partitions) {
    this(journal, partitions, new ConcurrentHashMap<>());
  }

  /** Touched by the thread of the partition's task alone. */
  public PendingHalfEdges inFlight(int partition) {
    return byPartition.computeIfAbsent(partition, _ -> new PendingHalfEdges());
  }
}
