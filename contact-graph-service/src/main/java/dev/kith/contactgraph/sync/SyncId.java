package dev.kith.contactgraph.sync;

import dev.kith.contactgraph.sync.ContactRequest.Chunk;
import java.util.Optional;

/** How an event of the journal tells which sync it is of: by its CloudEvents id. */
public final class SyncId {

  private static final String PREFIX = "sync:";

  private SyncId() {}

  static String event(Chunk chunk) {
    return PREFIX + chunk.syncId() + ":" + chunk.number();
  }

  /** The sync of the event with that id; nothing if it is of none. */
  public static Optional<String> of(String eventId) {
    var end = eventId.lastIndexOf(':');
    return eventId.startsWith(PREFIX) && end > PREFIX.length()
        ? Optional.of(eventId.substring(PREFIX.length(), end))
        : Optional.empty();
  }
}
