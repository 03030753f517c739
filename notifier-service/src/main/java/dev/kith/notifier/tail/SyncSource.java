package dev.kith.notifier.tail;

/** Source of the progress of syncs. Thread-safe. */
public interface SyncSource {

  /** Joins a session. It is notified once it has joined, and receives every record from then on. */
  void join(SyncListener session);

  void leave(SyncListener session);
}
