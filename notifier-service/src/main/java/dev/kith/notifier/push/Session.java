package dev.kith.notifier.push;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.schemas.Topics;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open screen: a snapshot of the address book, then what changes.
 *
 * <p>The tail's thread offers; the socket's own context writes. Between them is {@link Pending},
 * which stays small.
 */
final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Buffer PING = Buffer.buffer("kith");
  private static final int PAGE = 500;
  private static final long RETRY_MILLIS = 200;
  private static final int MOST_RETRIES = 50;

  private final ServerWebSocket socket;
  private final Context context;
  private final Subscription subscription;
  private final SessionParts parts;
  private final Pending pending;
  private final RememberedVersions versions;
  private final AtomicBoolean drainScheduled = new AtomicBoolean();

  // touched by the context only
  private @Nullable Snapshot snapshot;
  private boolean synced;
  private boolean closed;
  private boolean restarting;
  private int retries;

  /** Counts the snapshots begun: a page that was read for an earlier one is dropped. */
  private int generation;

  /**
   * Who listens.
   *
   * @param partition of kith.updates where the subscriber's updates are
   * @param authorization the subscriber's own, to read the address book on another node
   */
  record Subscription(Address subscriber, int partition, String authorization) {}

  Session(ServerWebSocket socket, Context context, Subscription subscription, SessionParts parts) {
    this.socket = socket;
    this.context = context;
    this.subscription = subscription;
    this.parts = parts;
    this.pending = new Pending(parts.settings().pendingSubjects());
    this.versions = new RememberedVersions(parts.settings().rememberedVersions());
  }

  Address subscriber() {
    return subscription.subscriber();
  }

  /** Says hello and begins with the snapshot. On the context. */
  void open() {
    generation++;
    restarting = false;
    snapshot = null;
    synced = false;
    pending.clear();
    write(parts.frames().helloSnapshot());
    readPage(generation, Optional.empty());
  }

  /** Ends it with one of the codes of RFC 6455 or our own; the client comes again. */
  void close(int code, String reason) {
    context.runOnContext(_ -> {
      if (isOpen()) {
        socket.close((short) code, reason);
      }
    });
  }

  /** Keeps open what lies between. On the context. */
  void ping() {
    if (isOpen()) {
      socket.writePing(PING);
    }
  }

  /** The socket is gone. On the context. */
  void closed() {
    closed = true;
    parts.tail().leave(this, subscription.partition());
  }

  /** What it had does not join with what follows: a new snapshot, on the same socket. */
  void startAgain() {
    parts.tail().leave(this, subscription.partition());
    context.runOnContext(_ -> restartSoon());
  }

  /** From now on updates are offered. On the tail's thread. */
  void joined() {
    versions.clear();
  }

  /** On the tail's thread. */
  void offer(ConsumerRecord<byte[], byte[]> record) {
    var update =
        UpdateCodec.read((dev.kith.avro.Update) parts.wire().read(Topics.UPDATES, record.value()));
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
      close(1013, "too slow; come again");
    }
    if (drainScheduled.compareAndSet(false, true)) {
      context.runOnContext(_ -> drain());
    }
  }

  private void drain() {
    drainScheduled.set(false);
    var covered = snapshot;
    if (!isOpen() || !synced || covered == null) {
      return;
    }
    while (!socket.writeQueueFull()) {
      var item = pending.take();
      if (item == null) {
        return;
      }
      if (!covered.covers(item.update().subject(), item.offset())) {
        write(parts.frames().update(cursor(item.offset()), item.update()));
      }
    }
    socket.drainHandler(_ -> drain());
  }

  private void readPage(int reading, Optional<Address> after) {
    if (!isOpen() || reading != generation) {
      return;
    }
    parts
        .books()
        .read(subscription.subscriber(), after, PAGE, subscription.authorization())
        .onSuccess(page -> context.runOnContext(_ -> writePage(reading, page)))
        .onFailure(this::retry);
  }

  private void writePage(int reading, AddressBooks.Page page) {
    if (!isOpen() || reading != generation) {
      return;
    }
    var covered = snapshot;
    if (covered == null) {
      covered = new Snapshot(page.folded());
      snapshot = covered;
      parts.tail().join(this, subscription.partition(), page.folded());
    }
    for (var entry : page.items()) {
      covered.contains(entry);
      write(parts.frames().snapshot(entry));
    }
    if (page.next().isEmpty()) {
      write(parts.frames().synced(cursor(covered.folded())));
      synced = true;
      retries = 0;
      drain();
    } else if (socket.writeQueueFull()) {
      socket.drainHandler(_ -> readPage(reading, page.next()));
    } else {
      readPage(reading, page.next());
    }
  }

  private void retry(Throwable failure) {
    LOG.debug("The address book cannot be read yet", failure);
    startAgain();
  }

  private void restartSoon() {
    if (restarting || !isOpen()) {
      return;
    }
    restarting = true;
    if (retries++ < MOST_RETRIES) {
      context.owner().setTimer(RETRY_MILLIS, _ -> open());
    } else {
      socket.close((short) 1013, "not ready; come again");
    }
  }

  private Cursor cursor(long offset) {
    return new Cursor(subscription.partition(), offset);
  }

  private void write(String frame) {
    if (isOpen()) {
      var _ = socket.writeTextMessage(frame);
    }
  }

  private boolean isOpen() {
    return !closed && !socket.isClosed();
  }
}
