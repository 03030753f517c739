package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.notifier.replica.Cursor;
import java.util.Optional;

/**
 * Viewer of a session, and the client's position.
 *
 * @param partition the viewer's delivery partition
 * @param syncsPartition the partition of {@code kith.syncs} that holds the viewer's records
 * @param since the cursor that the client sent; whether it is of this topic is checked later
 */
public record Subscription(
    Address viewer, int partition, int syncsPartition, Optional<Cursor> since) {

  /**
   * The client's cursor, if it is one of the viewer's partition in the topic with this identity.
   */
  Optional<Cursor> sinceIn(String topic) {
    return since.filter(cursor -> cursor.partition() == partition && cursor.topic().equals(topic));
  }
}
