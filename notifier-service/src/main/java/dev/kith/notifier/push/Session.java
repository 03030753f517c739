package dev.kith.notifier.push;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.notifier.streams.PresenceTold;
import dev.kith.notifier.streams.SyncTold;
import dev.kith.schemas.Topics;
import io.vertx.core.Context;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One open screen: a snapshot of the address book, then what changes, and how far the user's syncs
 * have come.
 *
 * <p>The tails' threads offer; the socket's own context writes. Between them is the {@link Outbox},
 * which stays small.
 */
final class Session {

  private static final int COME_AGAIN = 1013;
  private static final long RETRY_MILLIS = 200;
  private static final int MOST_RETRIES = 50;

  private final Screen screen;
  private final Context context;
  private final Subscription subscription;
  private final SessionParts parts;
  private final Outbox outbox;
  private final RememberedVersions versions;
  private final PresenceIntake presences;

  // touched on the context only
  private @Nullable Opening opening;
  private boolean restarting;
  private int retries;

  /**
   * Who listens.
   *
   * @param partition of each topic where what is for the subscriber is
   * @param authorization the subscriber's own, to read the address book on another node
   */
  record Subscription(Address subscriber, int partition, String authorization) {}

  Session(Screen screen, Context context, Subscription subscription, SessionParts parts) {
    this.screen = screen;
    this.context = context;
    this.subscription = subscription;
    this.parts = parts;
    this.outbox = new Outbox(screen, context, subscription.partition(), parts);
    this.versions = new RememberedVersions(parts.settings().rememberedVersions());
    this.presences = new PresenceIntake(subscriber(), parts, context, this::show, screen::isOpen);
  }

  Subscription subscription() {
    return subscription;
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
    context.runOnContext(_ -> {
      if (screen.isOpen()) {
        open();
      }
    });
  }

  /** Says hello and begins with the snapshot. On the context. */
  private void open() {
    restarting = false;
    outbox.hold();
    opening = new Opening(this, parts, screen, outbox);
    opening.begin();
  }

  /** The snapshot is on the screen: what follows is live. On the context. */
  void live(Snapshot snapshot, List<Pending.Item> first) {
    opening = null;
    retries = 0;
    outbox.live(snapshot, first);
  }

  /** Ends it with one of the codes of RFC 6455 or our own; the client comes again. */
  void close(int code, String reason) {
    context.runOnContext(_ -> screen.close(code, reason));
  }

  /** Keeps open what lies between. On the context. */
  void ping() {
    screen.ping();
  }

  /** The socket is gone. On the context. */
  void closed() {
    screen.closed();
    parts.tail().leave(this);
    parts.syncs().leave(this);
    parts.presences().leave(this);
  }

  /** What it had does not join with what follows: a new snapshot, on the same socket. */
  void startAgain() {
    parts.tail().leave(this);
    context.runOnContext(_ -> restartSoon());
  }

  private void restartSoon() {
    if (restarting || !screen.isOpen()) {
      return;
    }
    restarting = true;
    opening = null;
    outbox.hold();
    if (retries++ < MOST_RETRIES) {
      context.owner().setTimer(RETRY_MILLIS, _ -> open());
    } else {
      screen.close(COME_AGAIN, "not ready; come again");
    }
  }

  /** Goes on with an opening, unless the session has ended or begun another. */
  void onContext(Opening one, Runnable action) {
    context.runOnContext(_ -> {
      if (screen.isOpen() && one.equals(opening)) {
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
    context.runOnContext(_ -> {
      if (screen.isOpen() && opening != null) {
        opening.caughtUp();
      }
    });
  }

  /** On the tail's thread. */
  void offer(ConsumerRecord<byte[], byte[]> record) {
    var update = UpdateCodec.read(parts.wire().read(Topics.UPDATES, record.value()));
    switch (versions.order(update.subject(), update.version())) {
      case NOT_NEWER -> {}
      case NEWER -> take(record.offset(), update);
      case DIVERGED -> {
        if (update.kind() == Update.Kind.REMOVED) {
          take(record.offset(), update);
        } else {
          startAgain();
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

  private void take(long offset, Update update) {
    versions.remember(update.subject(), update.version());
    if (!outbox.put(new Pending.Item(offset, update))) {
      tooSlow();
    }
  }

  private void tooSlow() {
    close(COME_AGAIN, "too slow; come again");
  }
}
