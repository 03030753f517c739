package dev.kith.notifier.session;

import dev.kith.notifier.addressbook.SyncUpdate;
import dev.kith.notifier.presence.SubscriberPresence;
import dev.kith.notifier.reader.Cursor;
import dev.kith.notifier.reader.UpdatesTopic;
import dev.kith.notifier.wire.ClientConnection;
import dev.kith.notifier.wire.Frames;
import io.vertx.core.Context;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a session still has to write. Anyone puts in; the socket's own context writes, as fast as
 * the reader reads, and only while the session is live.
 */
final class Outbox {

  private final ClientConnection clientConnection;
  private final Context context;
  private final Frames frames;
  private final DeliveryMetrics deliveryMetrics;
  private final UpdatesTopic topic;
  private final int partition;
  private final Pending updates;
  private final PendingSyncs syncs = new PendingSyncs();
  private final PendingPresences presences;
  private final AtomicBoolean drainScheduled = new AtomicBoolean();

  // touched on the context only
  private @Nullable SnapshotEnd shown;
  private long reached;

  Outbox(ClientConnection clientConnection, Context context, int partition, SessionContext parts) {
    this.clientConnection = clientConnection;
    this.context = context;
    this.frames = parts.frames();
    this.deliveryMetrics = parts.watch();
    this.topic = parts.topic();
    this.partition = partition;
    this.updates = new Pending(parts.settings().pendingSubjects());
    this.presences = new PendingPresences(parts.settings().pendingSubjects());
  }

  /** For the snapshot, which may take from it. */
  Pending updates() {
    return updates;
  }

  /** False if the reader is too slow. */
  boolean put(Pending.Item item) {
    var fits = updates.add(item);
    drainSoon();
    return fits;
  }

  /** False if the reader is too slow. */
  boolean put(SyncUpdate told) {
    var fits = syncs.add(told);
    drainSoon();
    return fits;
  }

  /** False if the reader is too slow. */
  boolean put(SubscriberPresence told) {
    var fits = presences.add(told);
    drainSoon();
    return fits;
  }

  /**
   * From now on everything waits, because what is on the screen does not join with what follows. On
   * the context.
   *
   * @return where the screen stood, if it was live
   */
  Optional<Cursor> hold() {
    var stood = shown == null ? Optional.<Cursor>empty() : Optional.of(cursor(reached));
    shown = null;
    return stood;
  }

  /** The snapshot is on the screen: what follows is live. On the context. */
  void live(SnapshotEnd snapshotEnd, Cursor synced, Iterable<Pending.Item> first) {
    shown = snapshotEnd;
    reached = synced.offset();
    first.forEach(item -> show(snapshotEnd, item));
    drain();
  }

  Cursor cursor(long offset) {
    return topic.cursor(partition, offset);
  }

  private void drainSoon() {
    if (drainScheduled.compareAndSet(false, true)) {
      context.runOnContext(_ -> drain());
    }
  }

  private void drain() {
    drainScheduled.set(false);
    var snapshotEnd = shown;
    if (!clientConnection.isOpen() || snapshotEnd == null) {
      return;
    }
    while (!clientConnection.isFull()) {
      if (!showNext(snapshotEnd)) {
        return;
      }
    }
    clientConnection.whenDrained(this::drain);
  }

  /**
   * Syncs first: they are few, and their owner waits for them. Presence last: it is of those whom
   * the updates show. False if nothing waits.
   */
  private boolean showNext(SnapshotEnd snapshotEnd) {
    var told = syncs.take();
    if (told != null) {
      clientConnection.show(frames.sync(told));
      return true;
    }
    var item = updates.take();
    if (item != null) {
      show(snapshotEnd, item);
      return true;
    }
    var presence = presences.take();
    if (presence != null) {
      clientConnection.show(frames.presence(presence));
      return true;
    }
    return false;
  }

  private void show(SnapshotEnd snapshotEnd, Pending.Item item) {
    if (!item.isCoveredBy(snapshotEnd)) {
      reached = item.offset();
      var cursor = cursor(reached);
      clientConnection.show(cursor, frames.update(cursor, item.after(snapshotEnd)));
      deliveryMetrics.shown(item.way());
    }
  }
}
