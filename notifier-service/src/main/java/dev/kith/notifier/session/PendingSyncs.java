package dev.kith.notifier.session;

import dev.kith.notifier.addressbook.SyncUpdate;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a session still has to tell of syncs, merged by sync: how far it is now is enough.
 * Thread-safe.
 */
final class PendingSyncs {

  /** Syncs at once of a reader who is slow; each of them is a request of that user. */
  static final int MOST = 100;

  private final LinkedHashMap<String, SyncUpdate> syncs = new LinkedHashMap<>();

  /** False if that was one sync too many. */
  synchronized boolean add(SyncUpdate told) {
    syncs.put(told.syncId(), told);
    return syncs.size() <= MOST;
  }

  synchronized @Nullable SyncUpdate take() {
    var first = syncs.pollFirstEntry();
    return first == null ? null : first.getValue();
  }
}
