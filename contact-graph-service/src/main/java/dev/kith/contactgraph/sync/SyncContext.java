package dev.kith.contactgraph.sync;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shared state of the processors that run syncs.
 *
 * @param partitions number of partitions of every topic
 */
public record SyncContext(
    JournalWriter journal, int partitions, Map<Integer, PendingHalfEdges> byPartition) {

  public SyncContext(JournalWriter journal, int partitions) {
    this(journal, partitions, new ConcurrentHashMap<>());
  }

  /** Used only by the thread of the partition's task. */
  public PendingHalfEdges inFlight(int partition) {
    return byPartition.computeIfAbsent(partition, _ -> new PendingHalfEdges());
  }
}
