package dev.kith.notifier.book;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.domain.View;
import dev.kith.domain.replica.Missed;
import dev.kith.notifier.replica.reader.Held;
import java.util.Optional;

/** Entry of an address book, as its subscriber sees it now. */
record BookEntry(Address subject, Update.Kind kind, View view) {

  /** The entry, if the subscriber sees anything. */
  static Optional<BookEntry> present(Address subscriber, Held held) {
    return Optional.of(new BookEntry(held.subject(), Update.Kind.CHANGED, held.view(subscriber)))
        .filter(entry -> !entry.view().isNothing());
  }

  /**
   * The entry, if the subscriber has missed a change after {@code cursor}.
   *
   * @throws CursorExpired if the state at the cursor is forgotten
   */
  static Optional<BookEntry> missed(Address subscriber, Held held, long cursor) {
    return switch (Missed.since(cursor, held.state(subscriber))) {
      case NOTHING -> Optional.empty();
      case JOINED -> Optional.of(of(subscriber, held, Update.Kind.JOINED));
      case CHANGED -> Optional.of(of(subscriber, held, Update.Kind.CHANGED));
      case REMOVED -> Optional.of(of(subscriber, held, Update.Kind.REMOVED));
      case UNKNOWN -> throw new CursorExpired();
    };
  }

  private static BookEntry of(Address subscriber, Held held, Update.Kind kind) {
    return new BookEntry(held.subject(), kind, held.view(subscriber));
  }
}
