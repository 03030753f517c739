package dev.kith.notifier.tail;

/** Listener to the progress of a user's syncs. Its methods are called on the thread of the tail. */
public interface SyncListener extends TailMember {

  /** The session is registered for the progress of syncs. */
  void listensToSyncs();

  void offer(SyncUpdate update);
}
