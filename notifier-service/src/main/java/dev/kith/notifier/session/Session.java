package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.notifier.addressbook.SyncUpdate;
import dev.kith.notifier.presence.SubscriberPresence;
import dev.kith.notifier.reader.Cursor;
import dev.kith.notifier.tail.RawUpdate;
import dev.kith.notifier.tail.TailListener;
import dev.kith.notifier.wire.ClientConnection;
import dev.kith.notifier.wire.CloseCode;
import dev.kith.notifier.wire.FrameGuard;
import dev.kith.schemas.Topics;
import dev.kith.schemas.UnknownRecordType;
import dev.kith.schemas.UnreadableRecord;
import io.vertx.core.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Session of one client. It sends the address book, or the changes since a cursor, then live
 * updates, presence, and the progress of the user's syncs.
 *
 * <p>The tails' threads offer records; the session's Vert.x context writes to the connection.
 * Between them is the {@link Outbox}, which stays small.
 */
public final class Session implements FrameGuard.Listener, TailListener {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private static final int MISSED_PONGS = 2;
  private static final long RETRY_MILLIS = 200;
  private static final int MAX_RETRIES = 50;

  private final ClientConnection clientConnection;
  private final Context context;
  private final Subscription subscription;
  private final SessionContext parts;
  private final Outbox outbox;
  private final VersionCache versions;
  private final PresenceQueue presences;
  private volatile SessionToken sessionToken;

  private volatile long heardAt = System.currentTimeMillis();
  private volatile boolean endedHere;

  // touched by the timer of all sessions only
  private long pingedAt = heardAt;
  private int missedPongs;

  // touched on the context only
  private Optional<Cursor> since;
  private @Nullable SnapshotLoader snapshotLoader;
  private boolean restarting;
  private int retries;

  /**
   * Subscriber of a session, and its resume position.
   *
   * @param partition the partition of each topic that holds the subscriber's records
   * @param since what the client has received already
   */
  public record Subscription(Address subscriber, int partition, Optional<Cursor> since) {}

  public Session(
      ClientConnection clientConnection,
      Context context,
      Subscription subscription,
      SessionToken sessionToken,
      SessionContext parts) {
    this.clientConnection = clientConnection;
    this.context = context;
    this.subscription = subscription;
    this.sessionToken = sessionToken;
    this.since = subscription.since();
    this.parts = parts;
    this.outbox = new Outbox(clientConnection, context, subscription.partition(), parts);
    this.versions = new VersionCache(parts.settings().rememberedVersions());
    this.presences =
        new PresenceQueue(subscriber(), parts, context, this::send, clientConnection::isOpen);
  }

  /** Returns the header for requests to the node that owns the address book. */
  String authorization() {
    return sessionToken.authorization();
  }

  /** Returns whether the token has expired at {@code now}, in milliseconds. */
  boolean hasExpired(long now) {
    return sessionToken.hasExpired(now);
  }

  /** Replaces the token. */
  void renew(SessionToken other) {
    sessionToken = other;
  }

  @Override
  public Address subscriber() {
    return subscription.subscriber();
  }

  @Override
  public int partition() {
    return subscription.partition();
  }

  /**
   * Joins the tails of presence and of syncs before it sends hello, so that a client misses nothing
   * of them after hello.
   */
  public void begin() {
    parts.presences().join(this);
  }

  /** On the thread of the tail of presence. */
  @Override
  public void listensToPresence() {
    parts.syncs().join(this);
  }

  /** On the thread of the syncs' tail. */
  @Override
  public void listensToSyncs() {
    onContext(this::open);
  }

  /** Starts with what the client has not received yet. On the context. */
  private void open() {
    restarting = false;
    snapshotLoader = new SnapshotLoader(this, parts, clientConnection, outbox, since);
    snapshotLoader.begin();
  }

  /**
   * Starts with a snapshot, because the changes since the client's cursor are unknown. On the
   * context.
   */
  void openWithSnapshot() {
    parts.tail().leave(this);
    since = Optional.empty();
    open();
  }

  /** Sends live frames from now on: the snapshot has been sent. On the context. */
  void live(SnapshotEnd snapshotEnd, Cursor synced, List<Pending.Item> first) {
    snapshotLoader = null;
    retries = 0;
    outbox.live(snapshotEnd, synced, first);
  }

  /** Sends the answer to a client's message. On the context. */
  void answer(String frame) {
    clientConnection.send(frame);
  }

  /** Closes the session with a code of RFC 6455 or of Kith. The client reconnects. */
  void close(int code, String reason) {
    endedHere = true;
    context.runOnContext(_ -> clientConnection.close(code, reason));
  }

  @Override
  public void end(int code, String reason) {
    close(code, reason);
  }

  @Override
  public void heard() {
    heardAt = System.currentTimeMillis();
  }

  public boolean isOpen() {
    return clientConnection.isOpen();
  }

  /**
   * Returns when the client was last known to be there, in milliseconds. A client that ended the
   * session itself was there until {@code now}.
   */
  long lastSign(long now) {
    return endedHere && clientConnection.answersPings() ? heardAt : now;
  }

  /**
   * Pings if {@code interval} milliseconds have passed since the last ping, so that proxies keep
   * the connection open. Closes a session whose client did not answer two pings.
   */
  void pingEach(long interval, long now) {
    if (now - pingedAt < interval) {
      return;
    }
    missedPongs = clientConnection.answersPings() && heardAt < pingedAt ? missedPongs + 1 : 0;
    if (missedPongs >= MISSED_PONGS) {
      close(CloseCode.NO_PONG, "two pings were not answered");
    } else {
      pingedAt = now;
      context.runOnContext(_ -> clientConnection.ping());
    }
  }

  /** Leaves the tails: the connection has ended. On the context. */
  public void closed() {
    clientConnection.closed();
    parts.tail().leave(this);
    parts.syncs().leave(this);
    parts.presences().leave(this);
  }

  /**
   * Restarts from the last cursor on the same connection, because the tail lacks updates that
   * follow it.
   */
  @Override
  public void startAgain() {
    parts.tail().leave(this);
    context.runOnContext(_ -> restartSoon());
  }

  /**
   * Restarts with a snapshot, because updates of an aborted and of a committed transaction have
   * met: only the address book shows which one holds.
   */
  private void restartWithSnapshot() {
    parts.tail().leave(this);
    context.runOnContext(_ -> {
      restartSoon();
      since = Optional.empty();
    });
  }

  private void restartSoon() {
    if (restarting || !clientConnection.isOpen()) {
      return;
    }
    restarting = true;
    snapshotLoader = null;
    since = outbox.hold().or(() -> since);
    if (retries++ < MAX_RETRIES) {
      context.owner().setTimer(RETRY_MILLIS, _ -> open());
    } else {
      clientConnection.close(CloseCode.TRY_AGAIN, "not ready; reconnect");
    }
  }

  /**
   * Runs an action of a snapshot on the context, unless the session has ended or started another
   * snapshot.
   */
  void onContext(SnapshotLoader loader, Runnable action) {
    onContext(() -> {
      if (loader.equals(snapshotLoader)) {
        action.run();
      }
    });
  }

  /** Runs an action on the context, unless the session has ended. */
  void onContext(Runnable action) {
    context.runOnContext(_ -> {
      if (clientConnection.isOpen()) {
        action.run();
      }
    });
  }

  /** Updates are offered from now on. On the tail's thread. */
  @Override
  public void joined() {
    versions.clear();
  }

  /** All updates from before the session joined have been offered. On the tail's thread. */
  @Override
  public void caughtUp() {
    onContext(() -> {
      if (snapshotLoader != null) {
        snapshotLoader.caughtUp();
      }
    });
  }

  /** On the tail's thread. */
  @Override
  public void offer(RawUpdate record) {
    read(record).ifPresent(update -> offer(record, update));
  }

  /**
   * Decodes an update. An invalid one is skipped, because it must not end the sessions of the node.
   */
  private Optional<Update> read(RawUpdate record) {
    try {
      return Optional.of(UpdateCodec.read(parts.wire().read(Topics.UPDATES, record.value())));
    } catch (UnreadableRecord | UnknownRecordType | IllegalArgumentException unreadable) {
      LOG.warn(
          "Skipped an invalid update: {} offset {}: {}",
          Topics.UPDATES.name(),
          record.offset(),
          unreadable.getMessage());
      return Optional.empty();
    }
  }

  private void offer(RawUpdate record, Update update) {
    switch (versions.order(update.subject(), update.version())) {
      case NOT_NEWER -> {}
      case NEWER -> take(record, update);
      case DIVERGED -> {
        if (update.kind() == Update.Kind.REMOVED) {
          take(record, update);
        } else {
          restartWithSnapshot();
        }
      }
    }
  }

  /** On the thread of the syncs' tail. */
  @Override
  public void offer(SyncUpdate sync) {
    if (!outbox.put(sync)) {
      tooSlow();
    }
  }

  /** On the thread of the tail of presence. */
  @Override
  public void offer(SubscriberPresence presence) {
    if (!presences.offer(presence)) {
      tooSlow();
    }
  }

  private void send(SubscriberPresence presence) {
    if (!outbox.put(presence)) {
      tooSlow();
    }
  }

  private void take(RawUpdate record, Update update) {
    versions.remember(update.subject(), update.version());
    if (!outbox.put(new Pending.Item(record.offset(), parts.metrics().started(record), update))) {
      tooSlow();
    }
  }

  private void tooSlow() {
    parts.metrics().slow();
    close(CloseCode.TRY_AGAIN, "too slow; reconnect");
  }
}
