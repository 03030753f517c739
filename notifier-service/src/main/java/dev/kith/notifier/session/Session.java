package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.notifier.live.LivePresence;
import dev.kith.notifier.live.LiveSession;
import dev.kith.notifier.live.LiveUpdate;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.tail.SyncUpdate;
import dev.kith.notifier.wire.ClientConnection;
import dev.kith.notifier.wire.CloseCode;
import dev.kith.notifier.wire.FrameGuard;
import io.vertx.core.Context;
import java.util.Optional;

/**
 * Session of one client. It sends the address book, or the changes since a cursor, then live
 * updates, presence, and the progress of the user's syncs.
 *
 * <p>The tails' threads offer frames; the session's Vert.x context, on the event loop of its
 * connection, writes them. Between them is the {@link Outbox}, which stays small.
 */
public final class Session implements FrameGuard.Listener, OpenSession, LiveSession {

  private static final long RETRY_MILLIS = 200;
  private static final int MAX_RETRIES = 50;

  private final ClientConnection connection;
  private final Context context;
  private final Subscription subscription;
  private final SessionContext parts;
  private final Outbox outbox;
  private final PresenceQueue presences;
  private final SyncProgress syncs;
  private final Liveness liveness;
  private volatile SessionToken token;
  private volatile boolean endedHere;

  /** Cursor of the client when the session is opened, or opened again. */
  private volatile Optional<Cursor> since = Optional.empty();

  // touched on the context only
  private String topic = "";
  private boolean joinsSyncs;
  private boolean restarting;
  private int retries;

  public Session(
      ClientConnection connection,
      Context context,
      Subscription subscription,
      SessionToken token,
      SessionContext parts) {
    this.connection = connection;
    this.context = context;
    this.subscription = subscription;
    this.token = token;
    this.parts = parts;
    this.outbox =
        new Outbox(
            connection,
            context,
            parts,
            this::cursor,
            count -> parts.updates().request(this, count));
    this.presences = new PresenceQueue(viewer(), parts, context, this::send, connection::isOpen);
    this.syncs =
        new SyncProgress(
            viewer(), subscription.syncsPartition(), () -> onContext(this::join), this::offer);
    this.liveness = new Liveness(connection, System.currentTimeMillis());
  }

  /** Begins, once the close handlers of the connection are in place. On the context. */
  public void begin() {
    parts
        .topic()
        .id()
        .onSuccess(id -> onContext(() -> begin(id)))
        .onFailure(_ -> onContext(() -> retrySoon(this::begin)));
  }

  /**
   * Joins the tail of syncs before it sends hello, so that a client misses nothing of them after
   * hello.
   */
  private void begin(String topicId) {
    topic = topicId;
    since = subscription.sinceIn(topicId);
    joinsSyncs = true;
    parts.syncs().join(syncs);
  }

  private void join() {
    parts.updates().join(this);
  }

  /** Leaves the tails: the connection has ended. On the context. */
  public void closed() {
    connection.closed();
    parts.updates().leave(this);
    if (joinsSyncs) {
      parts.syncs().leave(syncs);
    }
  }

  @Override
  public Address viewer() {
    return subscription.viewer();
  }

  @Override
  public Address subscriber() {
    return subscription.viewer();
  }

  @Override
  public int partition() {
    return subscription.partition();
  }

  @Override
  public Optional<Long> since() {
    return since.map(Cursor::offset);
  }

  @Override
  public void opened(boolean isRecovered) {
    if (!isRecovered) {
      since = Optional.empty();
    }
    outbox.open(since);
  }

  @Override
  public void entry(LiveUpdate entry) {
    if (!endedHere) {
      check(outbox.addEntry(entry));
    }
  }

  @Override
  public void synced(long cursor) {
    outbox.addSynced(cursor);
    onContext(() -> retries = 0);
  }

  @Override
  public void update(LiveUpdate update) {
    if (endedHere) {
      return;
    }
    if (update.kind() == Update.Kind.REMOVED) {
      presences.drop(update.subject());
    }
    check(outbox.addUpdate(update));
  }

  @Override
  public void presence(LivePresence presence) {
    if (!endedHere) {
      check(presences.offer(presence));
    }
  }

  private void send(LivePresence presence) {
    check(outbox.add(presence));
  }

  private void offer(SyncUpdate sync) {
    check(outbox.add(sync));
  }

  /** Restarts from the last cursor on the same connection. On the tail's thread. */
  @Override
  public void startAgain() {
    presences.dropAll();
    outbox.clear();
    onContext(() -> {
      since = outbox.reached().or(() -> since);
      retrySoon(this::join);
    });
  }

  /** On the context. */
  private void retrySoon(Runnable action) {
    if (restarting) {
      return;
    }
    if (retries++ >= MAX_RETRIES) {
      close(CloseCode.TRY_AGAIN, "not ready; reconnect");
      return;
    }
    restarting = true;
    context
        .owner()
        .setTimer(
            RETRY_MILLIS,
            _ ->
                onContext(() -> {
                  restarting = false;
                  action.run();
                }));
  }

  private void check(boolean fits) {
    if (!fits) {
      parts.metrics().slow();
      close(CloseCode.TRY_AGAIN, "too slow; reconnect");
    }
  }

  private Cursor cursor(long offset) {
    return new Cursor(partition(), offset, topic);
  }

  @Override
  public void answer(String frame) {
    connection.send(frame);
  }

  @Override
  public void close(int code, String reason) {
    endedHere = true;
    context.runOnContext(_ -> connection.close(code, reason));
  }

  @Override
  public void end(int code, String reason) {
    close(code, reason);
  }

  public boolean isOpen() {
    return connection.isOpen();
  }

  @Override
  public void heard() {
    liveness.heard(System.currentTimeMillis());
  }

  @Override
  public long lastSign(long now) {
    return liveness.lastSign(endedHere, now);
  }

  @Override
  public void pingEach(long interval, long now) {
    switch (liveness.due(interval, now)) {
      case NOTHING -> {}
      case PING -> context.runOnContext(_ -> connection.ping());
      case END -> close(CloseCode.NO_PONG, "two pings were not answered");
    }
  }

  @Override
  public boolean hasExpired(long now) {
    return token.hasExpired(now);
  }

  @Override
  public void renew(SessionToken other) {
    token = other;
  }

  @Override
  public void onContext(Runnable action) {
    context.runOnContext(_ -> {
      if (connection.isOpen()) {
        action.run();
      }
    });
  }
}
