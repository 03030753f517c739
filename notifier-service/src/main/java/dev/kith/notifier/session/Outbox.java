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
 * Outbox of a session: pending updates, sync progress and presence. Any thread adds to it. The
 * session's Vert.x context writes, as fast as the client reads, and only while the session is live.
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
  private @Nullable SnapshotEnd sentSnapshot;
  private long reached;

  Outbox(ClientConnection clientConnection, Context context, int partition, SessionContext parts) {
    this.clientConnection = clientConnection;
    this.context = context;
    this.frames = parts.frames();
    this.deliveryMetrics = parts.metrics();
    this.topic = parts.topic();
    this.partition = partition;
    this.updates = new Pending(parts.settings().pendingSubjects());
    this.presences = new PendingPresences(parts.settings().pendingSubjects());
  }

  /** Returns the pending updates; the snapshot takes from them. */
  Pending updates() {
    return updates;
  }

  /** Returns false if the client is too slow. */
  boolean put(Pending.Item item) {
    var fits = updates.add(item);
    drainSoon();
    return fits;
  }

  /** Returns false if the client is too slow. */
  boolean put(SyncUpdate sync) {
    var fits = syncs.add(sync);
    drainSoon();
    return fits;
  }

  /** Returns false if the client is too slow. */
  boolean put(SubscriberPresence presence) {
    var fits = presences.add(presence);
    drainSoon();
    return fits;
  }

  /**
   * Holds back all frames, because what the client has does not join with what follows. On the
   * context.
   *
   * @return the client's cursor, if the session was live
   */
  Optional<Cursor> hold() {
    var cursor = sentSnapshot == null ? Optional.<Cursor>empty() : Optional.of(cursor(reached));
    sentSnapshot = null;
    return cursor;
  }

  /** Sends live frames from now on: the snapshot has been sent. On the context. */
  void live(SnapshotEnd snapshotEnd, Cursor synced, Iterable<Pending.Item> first) {
    sentSnapshot = snapshotEnd;
    reached = synced.offset();
    first.forEach(item -> send(snapshotEnd, item));
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
    var snapshotEnd = sentSnapshot;
    if (!clientConnection.isOpen() || snapshotEnd == null) {
      return;
    }
    while (!clientConnection.isFull()) {
      if (!sendNext(snapshotEnd)) {
        return;
      }
    }
    clientConnection.whenDrained(this::drain);
  }

  /**
   * Sends the next frame; returns false if nothing is pending. Syncs go first, because they are few
   * and their owner waits for them. Presence goes last, because it is about subjects whom the
   * updates introduce.
   */
  private boolean sendNext(SnapshotEnd snapshotEnd) {
    var sync = syncs.take();
    if (sync != null) {
      clientConnection.send(frames.sync(sync));
      return true;
    }
    var item = updates.take();
    if (item != null) {
      send(snapshotEnd, item);
      return true;
    }
    var presence = presences.take();
    if (presence != null) {
      clientConnection.send(frames.presence(presence));
      return true;
    }
    return false;
  }

  private void send(SnapshotEnd snapshotEnd, Pending.Item item) {
    if (!item.isCoveredBy(snapshotEnd)) {
      reached = item.offset();
      var cursor = cursor(reached);
      clientConnection.send(cursor, frames.update(cursor, item.after(snapshotEnd)));
      deliveryMetrics.delivered(item.delivery());
    }
  }
}
