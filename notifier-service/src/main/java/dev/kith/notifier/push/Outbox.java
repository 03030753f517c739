package dev.kith.notifier.push;

import dev.kith.notifier.streams.PresenceTold;
import dev.kith.notifier.streams.SyncTold;
import io.vertx.core.Context;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a session still has to write. Anyone puts in; the socket's own context writes, as fast as
 * the reader reads, and only while the session is live.
 */
final class Outbox {

  private final Screen screen;
  private final Context context;
  private final Frames frames;
  private final Watch watch;
  private final UpdatesTopic topic;
  private final int partition;
  private final Pending updates;
  private final PendingSyncs syncs = new PendingSyncs();
  private final PendingPresences presences;
  private final AtomicBoolean drainScheduled = new AtomicBoolean();

  // touched on the context only
  private @Nullable Snapshot shown;
  private long reached;

  Outbox(Screen screen, Context context, int partition, SessionParts parts) {
    this.screen = screen;
    this.context = context;
    this.frames = parts.frames();
    this.watch = parts.watch();
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
  boolean put(SyncTold told) {
    var fits = syncs.add(told);
    drainSoon();
    return fits;
  }

  /** False if the reader is too slow. */
  boolean put(PresenceTold told) {
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
  void live(Snapshot snapshot, Cursor synced, Iterable<Pending.Item> first) {
    shown = snapshot;
    reached = synced.offset();
    first.forEach(item -> show(snapshot, item));
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
    var snapshot = shown;
    if (!screen.isOpen() || snapshot == null) {
      return;
    }
    while (!screen.isFull()) {
      if (!showNext(snapshot)) {
        return;
      }
    }
    screen.whenDrained(this::drain);
  }

  /**
   * Syncs first: they are few, and their owner waits for them. Presence last: it is of those whom
   * the updates show. False if nothing waits.
   */
  private boolean showNext(Snapshot snapshot) {
    var told = syncs.take();
    if (told != null) {
      screen.show(frames.sync(told));
      return true;
    }
    var item = updates.take();
    if (item != null) {
      show(snapshot, item);
      return true;
    }
    var presence = presences.take();
    if (presence != null) {
      screen.show(frames.presence(presence));
      return true;
    }
    return false;
  }

  private void show(Snapshot snapshot, Pending.Item item) {
    if (!item.isCoveredBy(snapshot)) {
      reached = item.offset();
      var cursor = cursor(reached);
      screen.show(cursor, frames.update(cursor, item.after(snapshot)));
      watch.shown(item.way());
    }
  }
}
