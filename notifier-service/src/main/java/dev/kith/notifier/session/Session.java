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
 * One open screen: the address book or what changed in it since a cursor, then what changes, and
 * how far the user's syncs have come.
 *
 * <p>The tails' threads offer; the socket's own context writes. Between them is the {@link Outbox},
 * which stays small.
 */
public final class Session implements FrameGuard.Listener, TailListener {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private static final int MISSED_PONGS = 2;
  private static final long RETRY_MILLIS = 200;
  private static final int MOST_RETRIES = 50;

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

  // touched by whoever looks after all sessions
  private long pingedAt = heardAt;
  private int missedPongs;

  // touched on the context only
  private Optional<Cursor> since;
  private @Nullable SnapshotLoader snapshotLoader;
  private boolean restarting;
  private int retries;

  /**
   * Who listens.
   *
   * @param partition of each topic where what is for the subscriber is
   * @param since what the client has seen already
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
        new PresenceQueue(subscriber(), parts, context, this::show, clientConnection::isOpen);
  }

  /** With what it reads the address book when that is on another node. */
  String authorization() {
    return sessionToken.authorization();
  }

  /** Whether the token was good until {@code now}, in milliseconds, and no longer. */
  boolean hasExpired(long now) {
    return sessionToken.hasExpired(now);
  }

  /** A new token in place of the old one. */
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
   * Listens to who comes and goes and to what becomes of syncs before it says hello: who was
   * greeted misses nothing.
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

  /** Begins with what the client has not seen yet. On the context. */
  private void open() {
    restarting = false;
    snapshotLoader = new SnapshotLoader(this, parts, clientConnection, outbox, since);
    snapshotLoader.begin();
  }

  /** Nobody can say what the client has missed: it gets all there is. On the context. */
  void openAll() {
    parts.tail().leave(this);
    since = Optional.empty();
    open();
  }

  /** The snapshot is on the screen: what follows is live. On the context. */
  void live(SnapshotEnd snapshotEnd, Cursor synced, List<Pending.Item> first) {
    snapshotLoader = null;
    retries = 0;
    outbox.live(snapshotEnd, synced, first);
  }

  /** Shows what answers a frame of the client. On the context. */
  void answer(String frame) {
    clientConnection.show(frame);
  }

  /** Ends it with one of the codes of RFC 6455 or our own; the client comes again. */
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
   * When the peer was last known to be there, in milliseconds; a peer that has ended the session
   * itself was there until {@code now}.
   */
  long lastSign(long now) {
    return endedHere && clientConnection.answersPings() ? heardAt : now;
  }

  /**
   * Pings, where so many milliseconds have passed since the last time, so that what lies between
   * keeps the connection; ends a session whose peer has not answered two pings.
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

  /** The socket is gone. On the context. */
  public void closed() {
    clientConnection.closed();
    parts.tail().leave(this);
    parts.syncs().leave(this);
    parts.presences().leave(this);
  }

  /** What it had does not join with what follows: from where it stands, on the same socket. */
  @Override
  public void startAgain() {
    parts.tail().leave(this);
    context.runOnContext(_ -> restartSoon());
  }

  /** Two histories met: only the whole address book tells which one holds. */
  private void startOver() {
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
    if (retries++ < MOST_RETRIES) {
      context.owner().setTimer(RETRY_MILLIS, _ -> open());
    } else {
      clientConnection.close(CloseCode.TRY_AGAIN, "not ready; come again");
    }
  }

  /** Goes on with an opening, unless the session has ended or begun another. */
  void onContext(SnapshotLoader one, Runnable action) {
    onContext(() -> {
      if (one.equals(snapshotLoader)) {
        action.run();
      }
    });
  }

  /** Goes on with the session, unless it has ended. */
  void onContext(Runnable action) {
    context.runOnContext(_ -> {
      if (clientConnection.isOpen()) {
        action.run();
      }
    });
  }

  /** From now on updates are offered. On the tail's thread. */
  @Override
  public void joined() {
    versions.clear();
  }

  /** All that was told before the session joined has been offered. On the tail's thread. */
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

  /** What is no update is passed over: it must not end the other sessions. */
  private Optional<Update> read(RawUpdate record) {
    try {
      return Optional.of(UpdateCodec.read(parts.wire().read(Topics.UPDATES, record.value())));
    } catch (UnreadableRecord | UnknownRecordType | IllegalArgumentException unreadable) {
      LOG.warn(
          "{} offset {} is no update: {}",
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
          startOver();
        }
      }
    }
  }

  /** On the thread of the syncs' tail. */
  @Override
  public void offer(SyncUpdate told) {
    if (!outbox.put(told)) {
      tooSlow();
    }
  }

  /** On the thread of the tail of presence. */
  @Override
  public void offer(SubscriberPresence told) {
    if (!presences.offer(told)) {
      tooSlow();
    }
  }

  private void show(SubscriberPresence told) {
    if (!outbox.put(told)) {
      tooSlow();
    }
  }

  private void take(RawUpdate record, Update update) {
    versions.remember(update.subject(), update.version());
    if (!outbox.put(new Pending.Item(record.offset(), parts.watch().take(record), update))) {
      tooSlow();
    }
  }

  private void tooSlow() {
    parts.watch().slow();
    close(CloseCode.TRY_AGAIN, "too slow; come again");
  }
}
