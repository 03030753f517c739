package dev.kith.notifier.book;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.kit.view.ProfileBody;
import dev.kith.notifier.replica.Cursor;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/**
 * Entries of address books as JSON. All entries of a page have its cursor: the offset at which an
 * entry changed last would show hidden changes.
 */
@Singleton
public final class BookBodies {

  private final ObjectMapper json;
  private final BookCursors cursors;

  @Inject
  public BookBodies(ObjectMapper json, BookCursors cursors) {
    this.json = json;
    this.cursors = cursors;
  }

  /** Entries that were read when all records up to {@code folded} were in the book. */
  Future<List<EntryBody>> of(Address subscriber, List<BookEntry> entries, long folded) {
    return cursors.at(subscriber, folded).map(cursor -> of(entries, cursor));
  }

  List<EntryBody> of(List<BookEntry> entries, Cursor cursor) {
    return entries.stream().map(entry -> body(entry, cursor)).toList();
  }

  private EntryBody body(BookEntry entry, Cursor cursor) {
    return new EntryBody(
        entry.subject().text(),
        entry.kind().name().toLowerCase(Locale.ROOT),
        entry.kind() == Update.Kind.REMOVED ? null : json.valueToTree(ProfileBody.of(entry.view())),
        cursor.toString());
  }
}
