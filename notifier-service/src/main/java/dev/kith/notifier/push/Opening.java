package dev.kith.notifier.push;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to show a session its address book. That is a commit behind the tail, so each entry
 * is shown as the tail knows it: what was taken back a moment ago is not shown again. All on the
 * session's context.
 */
final class Opening {

  private static final int PAGE = 500;

  private final Session session;
  private final SessionParts parts;
  private final Screen screen;
  private final Outbox outbox;
  private final Pending pending;
  private @Nullable Snapshot snapshot;
  private AddressBooks.@Nullable Page firstPage;

  Opening(Session session, SessionParts parts, Screen screen, Outbox outbox) {
    this.session = session;
    this.parts = parts;
    this.screen = screen;
    this.outbox = outbox;
    this.pending = outbox.updates();
  }

  void begin() {
    pending.clear();
    screen.show(parts.frames().helloSnapshot());
    read(Optional.empty());
  }

  /** The tail has offered all that was told before the session joined. */
  void caughtUp() {
    var covered = snapshot;
    var page = firstPage;
    firstPage = null;
    if (covered != null && page != null) {
      show(covered, page);
    }
  }

  private void read(Optional<Address> after) {
    var subscription = session.subscription();
    parts
        .books()
        .read(subscription.subscriber(), after, PAGE, subscription.authorization())
        .onSuccess(page -> session.onContext(this, () -> take(page)))
        .onFailure(failure -> session.startAgain());
  }

  /** The first page says how far the address book is; it waits until the tail has told the rest. */
  private void take(AddressBooks.Page page) {
    var covered = snapshot;
    if (covered == null) {
      snapshot = new Snapshot(page.folded());
      firstPage = page;
      parts.tail().join(session, page.folded());
    } else {
      show(covered, page);
    }
  }

  private void show(Snapshot covered, AddressBooks.Page page) {
    page.items().forEach(entry -> show(covered, entry));
    if (page.next().isEmpty()) {
      finish(covered);
    } else if (screen.isFull()) {
      screen.whenDrained(() -> session.onContext(this, () -> read(page.next())));
    } else {
      read(page.next());
    }
  }

  private void show(Snapshot covered, EntryBody entry) {
    covered.contains(entry);
    var told = pending.take(new Address(entry.subject()));
    if (told == null || told.isCoveredBy(covered)) {
      screen.show(parts.frames().snapshot(entry));
    } else if (told.update().kind() != Update.Kind.REMOVED) {
      screen.show(parts.frames().snapshot(told.update()));
    }
  }

  /** What only the tail knows belongs to the snapshot too; what it took back comes after it. */
  private void finish(Snapshot covered) {
    var removed = new ArrayList<Pending.Item>();
    for (var item = pending.take(); item != null; item = pending.take()) {
      if (item.update().kind() == Update.Kind.REMOVED) {
        removed.add(item);
      } else if (!item.isCoveredBy(covered)) {
        screen.show(parts.frames().snapshot(item.update()));
      }
    }
    screen.show(parts.frames().synced(outbox.cursor(covered.folded())));
    session.live(covered, removed);
  }
}
