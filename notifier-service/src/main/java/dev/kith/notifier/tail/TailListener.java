package dev.kith.notifier.tail;

import dev.kith.domain.Address;
import dev.kith.notifier.addressbook.SyncUpdate;
import dev.kith.notifier.presence.SubscriberPresence;

/**
 * Listener of the tails: a session, the partition of its subscriber's records, and what it takes of
 * them. All but the first two methods are called on the thread of the tail concerned.
 */
public interface TailListener {

  Address subscriber();

  /** The partition of each topic that holds the subscriber's records. */
  int partition();

  /** The session is registered for updates: those after its offset are offered from now on. */
  void joined();

  void offer(RawUpdate update);

  /** All updates that were in the topic when the session joined have been offered. */
  void caughtUp();

  /** The session must read its address book again, because updates are missing here. */
  void startAgain();

  /** The session is registered for the progress of syncs. */
  void listensToSyncs();

  void offer(SyncUpdate update);

  /** The session is registered for presence. */
  void listensToPresence();

  void offer(SubscriberPresence presence);
}
