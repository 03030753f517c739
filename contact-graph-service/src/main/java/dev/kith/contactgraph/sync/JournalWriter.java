package dev.kith.contactgraph.sync;

import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;

/**
 * Appender of a task's decisions to the journal, outside the task's transaction: an open
 * transaction in the journal would delay every other writer of that partition until its commit. The
 * same decision may therefore arrive twice, or late from a node that lost the partition; {@code
 * asOf} in the events makes both harmless.
 */
@FunctionalInterface
public interface JournalWriter {

  /**
   * Appends the event and waits for the confirmation.
   *
   * @param id the event's CloudEvents id
   */
  Position append(Address owner, String id, JournalEvent event, String actor);
}
