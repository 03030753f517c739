package dev.kith.notifier.session;

import dev.kith.domain.Update;
import dev.kith.notifier.live.LivePresence;
import dev.kith.notifier.live.LiveUpdate;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.session.DeliveryMetrics.Delivery;
import dev.kith.notifier.tail.SyncUpdate;
import dev.kith.notifier.wire.ClientConnection;
import dev.kith.schemas.Topics;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;

/**
 * Outbox of a session: what is pending for its client. Other threads add to it; the connection's
 * event loop writes, as fast as the client reads, and flushes at the end.
 *
 * <p>What the tail's thread adds is written after the poll ({@link EventLoops}), the rest soon.
 */
final class Outbox {

  private final ClientConnection connection;
  private final ContextInternal context;
  private final FrameWriter writer;
  private final EventLoops eventLoops;
  private final DeliveryMetrics metrics;
  private final LongFunction<Cursor> cursors;
  private final IntConsumer requests;
  private final Pending pending;
  private final PendingSyncs syncs = new PendingSyncs();
  private final PendingPresences presences;
  private final AtomicBoolean drainScheduled = new AtomicBoolean();

  /** On the tail's thread only. */
  private boolean isCollected;

  /**
   * Creates the outbox of one session.
   *
   * @param cursors cursor of an offset in the session's delivery partition
   * @param requests requests that many entries
   */
  Outbox(
      ClientConnection connection,
      Context context,
      SessionContext parts,
      LongFunction<Cursor> cursors,
      IntConsumer requests) {
    this.connection = connection;
    this.context = (ContextInternal) context;
    this.writer = new FrameWriter(connection, parts.frames());
    this.eventLoops = parts.eventLoops();
    this.metrics = parts.metrics();
    this.cursors = cursors;
    this.requests = requests;
    this.pending = new Pending(parts.pendingSubjects());
    this.presences = new PendingPresences(parts.pendingSubjects());
  }

  /** Begins with hello; without a cursor, a snapshot follows. On the tail's thread. */
  void open(Optional<Cursor> since) {
    pending.open(since);
    collect();
  }

  /** Adds an entry, on the tail's thread; returns false if the client is too slow. */
  boolean addEntry(LiveUpdate entry) {
    var fits = pending.addEntry(entry);
    collect();
    return fits;
  }

  /** Adds an update, on the tail's thread; returns false if the client is too slow. */
  boolean addUpdate(LiveUpdate update) {
    var fits = pending.addUpdate(update, delivery(update));
    if (update.kind() == Update.Kind.REMOVED) {
      // presence from before must not follow the removal
      presences.remove(update.subject());
    }
    collect();
    return fits;
  }

  private Delivery delivery(LiveUpdate update) {
    return update
        .origin()
        .map(origin ->
            metrics.started(origin.eventMillis(), origin.trace(), Topics.FANOUT, origin.offset()))
        .orElse(Delivery.UNKNOWN);
  }

  /** Adds the end of the entries. On the tail's thread. */
  void addSynced(long cursor) {
    pending.addSynced(cursor);
    collect();
  }

  /** Adds progress of a sync; returns false if the client is too slow. */
  boolean add(SyncUpdate sync) {
    var fits = syncs.add(sync);
    drainSoon();
    return fits;
  }

  /** Adds presence; returns false if the client is too slow. */
  boolean add(LivePresence presence) {
    var fits = presences.add(presence);
    drainSoon();
    return fits;
  }

  /** Drops what is pending, except for syncs: the session will be opened again. */
  void clear() {
    pending.clear();
    presences.clear();
  }

  /** The last cursor that the client was sent; empty if it needs a snapshot. On the event loop. */
  Optional<Cursor> reached() {
    return writer.reached();
  }

  EventExecutor eventLoop() {
    return context.nettyEventLoop();
  }

  /** A task of the event loop will drain this outbox. On the tail's thread. */
  void collected() {
    isCollected = false;
  }

  private void collect() {
    if (!isCollected) {
      isCollected = true;
      eventLoops.add(this);
    }
  }

  private void drainSoon() {
    if (drainScheduled.compareAndSet(false, true)) {
      context.runOnContext(_ -> {
        drainScheduled.set(false);
        drain();
      });
    }
  }

  /** Writes until nothing is pending or the client is too slow. On the event loop. */
  void drain() {
    while (connection.isOpen() && writeAll()) {
      connection.flush();
      if (connection.isOpen() && connection.isFull()) {
        connection.whenDrained(this::drain);
        return;
      }
    }
  }

  /** Writes what fits before a flush; returns false if nothing was pending. */
  private boolean writeAll() {
    var hasWritten = false;
    while (!connection.isFull() && writeNext()) {
      hasWritten = true;
    }
    var wanted = hasWritten ? 0 : pending.toRequest();
    if (wanted > 0) {
      requests.accept(wanted);
    }
    return hasWritten;
  }

  /**
   * Writes the next frame; returns false if nothing is pending. Syncs go first, because they are
   * few and their owner waits for them. Presence goes last, because it is about subjects whom the
   * updates introduce.
   */
  private boolean writeNext() {
    var sync = syncs.take();
    if (sync != null) {
      writer.sync(sync);
      return true;
    }
    var due = pending.take();
    if (due != null) {
      write(due);
      return true;
    }
    var presence = presences.take();
    if (presence != null) {
      writer.presence(presence);
      return true;
    }
    return false;
  }

  private void write(Pending.Due due) {
    switch (due) {
      case Pending.Hello(var since) ->
          since.ifPresentOrElse(writer::helloRecovered, writer::helloSnapshot);
      case Pending.Item item -> {
        writer.update(item.update());
        metrics.delivered(item.delivery());
      }
      case Pending.Synced(var cursor) -> writer.synced(cursors.apply(cursor));
    }
  }
}
