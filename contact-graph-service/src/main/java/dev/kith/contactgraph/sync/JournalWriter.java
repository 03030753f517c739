package dev.kith.contactgraph.sync;

import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;

/**
 * Takes to the journal what a task has decided, outside of the task's transaction: an open
 * transaction in the journal would keep every other writer of that partition waiting for its
 * commit. The same decision may therefore come twice, or late from a node that lost the partition;
 * events are made so that neither does harm ({@code asOf}).
 */
@FunctionalInterface
public interface JournalWriter {

  /**
   * Appends the event and waits until that is confirmed.
   *
   * @param id the event's CloudEvents id
   */
  Position append(Address owner, String id, JournalEvent event, String actor);
}
