package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.notifier.reader.AddressBookReader;
import dev.kith.notifier.reader.Cursor;
import dev.kith.notifier.reader.CursorExpired;
import dev.kith.notifier.reader.EntryBody;
import dev.kith.notifier.wire.ClientConnection;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loader of one snapshot of a session: the whole address book, or the changes since a cursor. The
 * address book is a commit behind the tail, so each entry is sent as the tail knows it: a view that
 * was just removed is not sent again. All methods run on the session's context.
 */
final class SnapshotLoader {

  private static final int PAGE = 500;

  private final Session session;
  private final SessionContext parts;
  private final ClientConnection clientConnection;
  private final Outbox outbox;
  private final Pending pending;
  private final Optional<Cursor> since;
  private @Nullable SnapshotEnd snapshotEnd;

  /** The highest offset that was sent; the tail has offered all updates before it as well. */
  private long reached;

  private AddressBookReader.@Nullable Page firstPage;

  SnapshotLoader(
      Session session,
      SessionContext parts,
      ClientConnection clientConnection,
      Outbox outbox,
      Optional<Cursor> since) {
    this.session = session;
    this.parts = parts;
    this.clientConnection = clientConnection;
    this.outbox = outbox;
    this.pending = outbox.updates();
    this.since = since;
  }

  void begin() {
    pending.clear();
    read(Optional.empty());
  }

  /** The tail has offered all updates from before the session joined. */
  void caughtUp() {
    var covered = snapshotEnd;
    var page = firstPage;
    firstPage = null;
    if (covered != null && page != null) {
      send(covered, page);
    }
  }

  private void read(Optional<Address> after) {
    var question = new AddressBookReader.Question(session.subscriber(), since, after, PAGE);
    parts
        .books()
        .read(question, session.authorization())
        .onSuccess(page -> session.onContext(this, () -> take(page)))
        .onFailure(failure -> session.onContext(this, () -> failed(failure)));
  }

  /**
   * Starts with a complete snapshot if the changes since the cursor are unknown. Otherwise the book
   * is moving to another node, and the session restarts.
   */
  private void failed(Throwable failure) {
    if (failure instanceof CursorExpired) {
      session.openWithSnapshot();
    } else {
      session.startAgain();
    }
  }

  /**
   * Takes a page. The first one says how far the address book is, and waits until the tail has
   * offered the updates after that.
   */
  private void take(AddressBookReader.Page page) {
    var covered = snapshotEnd;
    if (covered == null) {
      sendHello();
      // if the book is behind the cursor, the client knows the updates between the two
      var upTo = Math.max(page.folded(), since.map(Cursor::offset).orElse(page.folded()));
      snapshotEnd = new SnapshotEnd(upTo);
      reached = upTo;
      firstPage = page;
      parts.tail().join(session, upTo, page.tailStart());
    } else {
      send(covered, page);
    }
  }

  private void sendHello() {
    since.ifPresentOrElse(
        cursor -> clientConnection.send(cursor, parts.frames().helloRecovered(cursor)),
        () -> clientConnection.sendSnapshotHello(parts.frames().helloSnapshot()));
  }

  private void send(SnapshotEnd covered, AddressBookReader.Page page) {
    page.items().forEach(entry -> send(covered, entry));
    if (page.next().isEmpty()) {
      finish(covered);
    } else if (clientConnection.isFull()) {
      clientConnection.whenDrained(() -> session.onContext(this, () -> read(page.next())));
    } else {
      read(page.next());
    }
  }

  private void send(SnapshotEnd covered, EntryBody entry) {
    covered.add(entry);
    var pendingItem = pending.take(new Address(entry.subject()));
    if (pendingItem != null) {
      reached = Math.max(reached, pendingItem.offset());
    }
    if (pendingItem == null || pendingItem.isCoveredBy(covered)) {
      clientConnection.send(parts.frames().entry(entry));
    } else if (!pendingItem.isRemoval()) {
      send(
          entry.hasJoined()
              ? pendingItem.update().as(Update.Kind.JOINED)
              : pendingItem.after(covered));
    } else if (since.isPresent()) {
      send(pendingItem.update());
    }
  }

  /**
   * Sends the entries that only the tail knows. A complete snapshot has no removed entries, so
   * removals of the tail are sent as live updates after it.
   */
  private void finish(SnapshotEnd covered) {
    var removed = new ArrayList<Pending.Item>();
    for (var item = pending.take(); item != null; item = pending.take()) {
      reached = Math.max(reached, item.offset());
      if (item.isCoveredBy(covered)) {
        continue;
      }
      if (item.isRemoval() && since.isEmpty()) {
        removed.add(item);
      } else {
        send(item.after(covered));
      }
    }
    if (!removed.isEmpty()) {
      reached = removed.getFirst().offset() - 1;
    }
    var cursor = outbox.cursor(reached);
    clientConnection.send(cursor, parts.frames().synced(cursor));
    session.live(covered, cursor, removed);
  }

  /** Sends an update of the tail as an entry. A complete snapshot has no {@code joined}. */
  private void send(Update update) {
    var isNews = since.isPresent() || update.kind() == Update.Kind.REMOVED;
    clientConnection.send(parts.frames().entry(isNews ? update : update.as(Update.Kind.CHANGED)));
  }
}
