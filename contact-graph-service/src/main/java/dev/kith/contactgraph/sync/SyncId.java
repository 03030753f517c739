package dev.kith.contactgraph.sync;

import dev.kith.contactgraph.sync.ContactRequest.Chunk;
import java.util.Optional;

/** CloudEvents id of a sync's journal events; contains the id of the sync. */
public final class SyncId {

  private static final String PREFIX = "sync:";

  private SyncId() {}

  static String event(Chunk chunk) {
    return PREFIX + chunk.syncId() + ":" + chunk.number();
  }

  /** The sync id in an event id; empty if the event belongs to no sync. */
  public static Optional<String> of(String eventId) {
    var end = eventId.lastIndexOf(':');
    return eventId.startsWith(PREFIX) && end > PREFIX.length()
        ? Optional.of(eventId.substring(PREFIX.length(), end))
        : Optional.empty();
  }
}
