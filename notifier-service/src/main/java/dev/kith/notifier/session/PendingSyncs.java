package dev.kith.notifier.session;

import dev.kith.notifier.tail.SyncUpdate;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Queue of a session's pending sync progress, merged by sync: the latest is enough. Thread-safe.
 */
public final class PendingSyncs {

  /** Pending syncs of a slow client; each of them is a request of that user. */
  public static final int MAX_SYNCS = 100;

  private final LinkedHashMap<String, SyncUpdate> syncs = new LinkedHashMap<>();

  /** Adds progress; returns false if that is one sync too many. */
  public synchronized boolean add(SyncUpdate sync) {
    syncs.put(sync.syncId(), sync);
    return syncs.size() <= MAX_SYNCS;
  }

  public synchronized @Nullable SyncUpdate take() {
    var first = syncs.pollFirstEntry();
    return first == null ? null : first.getValue();
  }
}
