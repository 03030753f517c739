package dev.kith.notifier.push;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.notifier.streams.PresenceTold;
import dev.kith.notifier.streams.SyncTold;
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
final class Session implements FrameGuard.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private static final int MISSED_PONGS = 2;
  private static final long RETRY_MILLIS = 200;
  private static final int MOST_RETRIES = 50;

  private final Screen screen;
  private final Context context;
  private final Subscription subscription;
  private final SessionParts parts;
  private final Outbox outbox;
  private final RememberedVersions versions;
  private final PresenceIntake presences;
  private volatile Pass pass;

  private volatile long heardAt = System.currentTimeMillis();
  private volatile boolean endedHere;

  // touched by whoever looks after all sessions
  private long pingedAt = heardAt;
  private int missedPongs;

  // touched on the context only
  private Optional<Cursor> since;
  private @Nullable Opening opening;
  private boolean restarting;
  private int retries;

  /**
   * Who listens.
   *
   * @param partition of each topic where what is for the subscriber is
   * @param since what the client has seen already
   */
  record Subscription(Address subscriber, int partition, Optional<Cursor> since) {}

  Session(
      Screen screen, Context context, Subscription subscription, Pass pass, SessionParts parts) {
    this.screen = screen;
    this.context = context;
    this.subscription = subscription;
    this.pass = pass;
    this.since = subscription.since();
    this.parts = parts;
    this.outbox = new Outbox(screen, context, subscription.partition(), parts);
    this.versions = new RememberedVersions(parts.settings().rememberedVersions());
    this.presences = new PresenceIntake(subscriber(), parts, context, this::show, screen::isOpen);
  }

  /** With what it reads the address book when that is on another node. */
  String authorization() {
    return pass.authorization();
  }

  /** Whether the token was good until {@code now}, in milliseconds, and no longer. */
  boolean hasExpired(long now) {
    return pass.hasExpired(now);
  }

  /** A new token in place of the old one. */
  void renew(Pass other) {
    pass = other;
  }

  Address subscriber() {
    return subscription.subscriber();
  }

  int partition() {
    return subscription.partition();
  }

  /**
   * Listens to who comes and goes and to what becomes of syncs before it says hello: who was
   * greeted misses nothing.
   */
  void begin() {
    parts.presences().join(this);
  }

  /** On the thread of the tail of presence. */
  void listensToPresence() {
    parts.syncs().join(this);
  }

  /** On the thread of the syncs' tail. */
  void listens() {
    onContext(this::open);
  }

  /** Begins with what the client has not seen yet. On the context. */
  private void open() {
    restarting = false;
    opening = new Opening(this, parts, screen, outbox, since);
    opening.begin();
  }

  /** Nobody can say what the client has missed: it gets all there is. On the context. */
  void openAll() {
    parts.tail().leave(this);
    since = Optional.empty();
    open();
  }

  /** The snapshot is on the screen: what follows is live. On the context. */
  void live(Snapshot snapshot, Cursor synced, List<Pending.Item> first) {
    opening = null;
    retries = 0;
    outbox.live(snapshot, synced, first);
  }

  /** Shows what answers a frame of the client. On the context. */
  void answer(String frame) {
    screen.show(frame);
  }

  /** Ends it with one of the codes of RFC 6455 or our own; the client comes again. */
  void close(int code, String reason) {
    endedHere = true;
    context.runOnContext(_ -> screen.close(code, reason));
  }

  @Override
  public void end(int code, String reason) {
    close(code, reason);
  }

  @Override
  public void heard() {
    heardAt = System.currentTimeMillis();
  }

  boolean isOpen() {
    return screen.isOpen();
  }

  /**
   * When the peer was last known to be there, in milliseconds; a peer that has ended the session
   * itself was there until {@code now}.
   */
  long lastSign(long now) {
    return endedHere && screen.answersPings() ? heardAt : now;
  }

  /**
   * Pings, where so many milliseconds have passed since the last time, so that what lies between
   * keeps the connection; ends a session whose peer has not answered two pings.
   */
  void pingEach(long interval, long now) {
    if (now - pingedAt < interval) {
      return;
    }
    missedPongs = screen.answersPings() && heardAt < pingedAt ? missedPongs + 1 : 0;
    if (missedPongs >= MISSED_PONGS) {
      close(CloseCode.NO_PONG, "two pings were not answered");
    } else {
      pingedAt = now;
      context.runOnContext(_ -> screen.ping());
    }
  }

  /** The socket is gone. On the context. */
  void closed() {
    screen.closed();
    parts.tail().leave(this);
    parts.syncs().leave(this);
    parts.presences().leave(this);
  }

  /** What it had does not join with what follows: from where it stands, on the same socket. */
  void startAgain() {
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
    if (restarting || !screen.isOpen()) {
      return;
    }
    restarting = true;
    opening = null;
    since = outbox.hold().or(() -> since);
    if (retries++ < MOST_RETRIES) {
      context.owner().setTimer(RETRY_MILLIS, _ -> open());
    } else {
      screen.close(CloseCode.TRY_AGAIN, "not ready; come again");
    }
  }

  /** Goes on with an opening, unless the session has ended or begun another. */
  void onContext(Opening one, Runnable action) {
    onContext(() -> {
      if (one.equals(opening)) {
        action.run();
      }
    });
  }

  /** Goes on with the session, unless it has ended. */
  void onContext(Runnable action) {
    context.runOnContext(_ -> {
      if (screen.isOpen()) {
        action.run();
      }
    });
  }

  /** From now on updates are offered. On the tail's thread. */
  void joined() {
    versions.clear();
  }

  /** All that was told before the session joined has been offered. On the tail's thread. */
  void caughtUp() {
    onContext(() -> {
      if (opening != null) {
        opening.caughtUp();
      }
    });
  }

  /** On the tail's thread. */
  void offer(Said record) {
    read(record).ifPresent(update -> offer(record, update));
  }

  /** What is no update is passed over: it must not end the other sessions. */
  private Optional<Update> read(Said record) {
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

  private void offer(Said record, Update update) {
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
  void offer(SyncTold told) {
    if (!outbox.put(told)) {
      tooSlow();
    }
  }

  /** On the thread of the tail of presence. */
  void offer(PresenceTold told) {
    if (!presences.offer(told)) {
      tooSlow();
    }
  }

  private void show(PresenceTold told) {
    if (!outbox.put(told)) {
      tooSlow();
    }
  }

  private void take(Said record, Update update) {
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
