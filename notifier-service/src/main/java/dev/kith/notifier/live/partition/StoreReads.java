package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import java.util.Collection;

/**
 * Reads of the store for a live partition. They do not block; the answers are given to {@link
 * LivePartition#take(Opening, dev.kith.notifier.replica.reader.ReplicaPage)} or {@link
 * LivePartition#failed} on the partition's thread.
 */
public interface StoreReads {

  /** Reads the page after a subject. */
  void page(Opening opening, Address viewer, Address after);

  void some(Opening opening, Address viewer, Collection<Address> subjects);
}
