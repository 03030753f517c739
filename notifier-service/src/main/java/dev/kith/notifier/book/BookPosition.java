package dev.kith.notifier.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.problem.ProblemException;
import dev.kith.notifier.replica.Cursor;
import java.util.Optional;

/**
 * Content of a page cursor.
 *
 * @param bookCursor state of the address book when the first page was read; nodes omit it in
 *     requests to each other
 * @param last the last subject of the page before
 */
public record BookPosition(Optional<Cursor> bookCursor, Address last) {

  /** Occurs in no address and no cursor. */
  private static final char SEPARATOR = '|';

  /** Returns the codec of page cursors of a subscriber's book, or of its changes since a cursor. */
  public static PageCursors.Of list(
      PageCursors cursors, Address subscriber, Optional<Cursor> since) {
    return cursors.of("address-book", subscriber.text(), since.map(Cursor::toString).orElse(null));
  }

  public String write(PageCursors.Of list) {
    var text = bookCursor.map(cursor -> cursor.toString() + SEPARATOR).orElse("") + last;
    return list.seal(text.getBytes(UTF_8));
  }

  /**
   * Decodes a page cursor.
   *
   * @throws ProblemException 400 for a cursor of another list
   */
  public static BookPosition read(PageCursors.Of list, String cursor) {
    return parse(new String(list.open(cursor), UTF_8)).orElseThrow(PageCursors::invalid);
  }

  private static Optional<BookPosition> parse(String text) {
    var separator = text.indexOf(SEPARATOR);
    var last = Address.parse(text.substring(separator + 1));
    if (separator < 0) {
      return last.map(subject -> new BookPosition(Optional.empty(), subject));
    }
    var bookCursor = Cursor.parse(text.substring(0, separator));
    return last.filter(_ -> bookCursor.isPresent())
        .map(subject -> new BookPosition(bookCursor, subject));
  }
}
