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
 * One attempt to show a session its address book: all of it, or what changed since a cursor. That
 * is a commit behind the tail, so each entry is shown as the tail knows it: what was taken back a
 * moment ago is not shown again. All on the session's context.
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

  /** The highest offset that is on the screen: the tail has told all before it as well. */
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

  /** The tail has offered all that was told before the session joined. */
  void caughtUp() {
    var covered = snapshotEnd;
    var page = firstPage;
    firstPage = null;
    if (covered != null && page != null) {
      show(covered, page);
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

  /** Nobody knows what changed since the cursor, or the book is on its way to another node. */
  private void failed(Throwable failure) {
    if (failure instanceof CursorExpired) {
      session.openAll();
    } else {
      session.startAgain();
    }
  }

  /** The first page says how far the address book is; it waits until the tail has told the rest. */
  private void take(AddressBookReader.Page page) {
    var covered = snapshotEnd;
    if (covered == null) {
      greet();
      // a book that is behind the cursor says nothing of what lies between: the client knows that
      var upTo = Math.max(page.folded(), since.map(Cursor::offset).orElse(page.folded()));
      snapshotEnd = new SnapshotEnd(upTo);
      reached = upTo;
      firstPage = page;
      parts.tail().join(session, upTo, page.tailStart());
    } else {
      show(covered, page);
    }
  }

  private void greet() {
    since.ifPresentOrElse(
        cursor -> clientConnection.show(cursor, parts.frames().helloRecovered(cursor)),
        () -> clientConnection.startOver(parts.frames().helloSnapshot()));
  }

  private void show(SnapshotEnd covered, AddressBookReader.Page page) {
    page.items().forEach(entry -> show(covered, entry));
    if (page.next().isEmpty()) {
      finish(covered);
    } else if (clientConnection.isFull()) {
      clientConnection.whenDrained(() -> session.onContext(this, () -> read(page.next())));
    } else {
      read(page.next());
    }
  }

  private void show(SnapshotEnd covered, EntryBody entry) {
    covered.contains(entry);
    var told = pending.take(new Address(entry.subject()));
    if (told != null) {
      reached = Math.max(reached, told.offset());
    }
    if (told == null || told.isCoveredBy(covered)) {
      clientConnection.show(parts.frames().entry(entry));
    } else if (!told.isRemoval()) {
      show(entry.hasJoined() ? told.update().as(Update.Kind.JOINED) : told.after(covered));
    } else if (since.isPresent()) {
      show(told.update());
    }
  }

  /**
   * What only the tail knows belongs to it too; but in a snapshot nothing is removed, so what was
   * taken back comes after it.
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
        show(item.after(covered));
      }
    }
    if (!removed.isEmpty()) {
      reached = removed.getFirst().offset() - 1;
    }
    var cursor = outbox.cursor(reached);
    clientConnection.show(cursor, parts.frames().synced(cursor));
    session.live(covered, cursor, removed);
  }

  /** In a snapshot nobody joins: everybody is there. */
  private void show(Update update) {
    var isNews = since.isPresent() || update.kind() == Update.Kind.REMOVED;
    clientConnection.show(parts.frames().entry(isNews ? update : update.as(Update.Kind.CHANGED)));
  }
}
