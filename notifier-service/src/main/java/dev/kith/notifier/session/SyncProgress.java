package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.notifier.tail.SyncListener;
import dev.kith.notifier.tail.SyncUpdate;
import java.util.function.Consumer;

/**
 * Listener to the progress of the syncs of a session's user.
 *
 * @param partition the partition of {@code kith.syncs} that holds it
 * @param joined called once the session receives progress
 * @param progress takes it
 */
record SyncProgress(
    Address subscriber, int partition, Runnable joined, Consumer<SyncUpdate> progress)
    implements SyncListener {

  @Override
  public void listensToSyncs() {
    joined.run();
  }

  @Override
  public void offer(SyncUpdate update) {
    progress.accept(update);
  }
}
