package dev.kith.notifier.push;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.schemas.Topics;
import io.vertx.core.Context;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One open screen: a snapshot of the address book, then what changes.
 *
 * <p>The tail's thread offers; the socket's own context writes. Between them is {@link Pending},
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
  private final Pending pending;
  private final RememberedVersions versions;
  private final AtomicBoolean drainScheduled = new AtomicBoolean();

  // touched on the context only
  private @Nullable Opening opening;
  private @Nullable Snapshot shown;
  private boolean restarting;
  private int retries;

  /**
   * Who listens.
   *
   * @param partition of kith.updates where the subscriber's updates are
   * @param authorization the subscriber's own, to read the address book on another node
   */
  record Subscription(Address subscriber, int partition, String authorization) {}

  Session(Screen screen, Context context, Subscription subscription, SessionParts parts) {
    this.screen = screen;
    this.context = context;
    this.subscription = subscription;
    this.parts = parts;
    this.pending = new Pending(parts.settings().pendingSubjects());
    this.versions = new RememberedVersions(parts.settings().rememberedVersions());
  }

  Subscription subscription() {
    return subscription;
  }

  Address subscriber() {
    return subscription.subscriber();
  }

  /** Says hello and begins with the snapshot. On the context. */
  void open() {
    restarting = false;
    shown = null;
    opening = new Opening(this, parts, screen, pending);
    opening.begin();
  }

  /** The snapshot is on the screen: what follows is live. On the context. */
  void live(Snapshot snapshot, List<Pending.Item> first) {
    opening = null;
    shown = snapshot;
    retries = 0;
    first.forEach(item -> show(snapshot, item));
    drain();
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
    parts.tail().leave(this, subscription.partition());
  }

  /** What it had does not join with what follows: a new snapshot, on the same socket. */
  void startAgain() {
    parts.tail().leave(this, subscription.partition());
    context.runOnContext(_ -> restartSoon());
  }

  private void restartSoon() {
    if (restarting || !screen.isOpen()) {
      return;
    }
    restarting = true;
    opening = null;
    shown = null;
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

  private void take(long offset, Update update) {
    versions.remember(update.subject(), update.version());
    if (!pending.add(new Pending.Item(offset, update))) {
      close(COME_AGAIN, "too slow; come again");
    }
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
      var item = pending.take();
      if (item == null) {
        return;
      }
      show(snapshot, item);
    }
    screen.whenDrained(this::drain);
  }

  private void show(Snapshot snapshot, Pending.Item item) {
    if (!item.isCoveredBy(snapshot)) {
      screen.show(parts.frames().update(cursor(item.offset()), item.update()));
    }
  }

  Cursor cursor(long offset) {
    return new Cursor(subscription.partition(), offset);
  }
}
