package dev.kith.contactgraph.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the processors of one task share to run syncs.
 *
 * @param partitions of every topic
 */
record SyncParts(JournalWriter journal, int partitions, Map<Integer, InFlight> byPartition) {

  SyncParts(JournalWriter journal, int partitions) {
    this(journal, partitions, new ConcurrentHashMap<>());
  }

  /** Touched by the thread of the partition's task alone. */
  InFlight inFlight(int partition) {
    return byPartition.computeIfAbsent(partition, _ -> new InFlight());
  }
}
