package dev.kith.notifier.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.problem.ProblemException;
import java.util.Optional;

/**
 * Where an address book goes on.
 *
 * @param stood where the address book stood when the first page was read; nodes leave it out among
 *     each other
 * @param last the last subject of the page before
 */
public record BookPosition(Optional<Cursor> stood, Address last) {

  /** No address and no cursor contains it. */
  private static final char SEPARATOR = '|';

  /** The page cursors of a subscriber's book, of all of it or of what changed since. */
  public static PageCursors.Of list(
      PageCursors cursors, Address subscriber, Optional<Cursor> since) {
    return cursors.of("address-book", subscriber.text(), since.map(Cursor::toString).orElse(null));
  }

  public String write(PageCursors.Of list) {
    var text = stood.map(cursor -> cursor.toString() + SEPARATOR).orElse("") + last;
    return list.seal(text.getBytes(UTF_8));
  }

  /**
   * The place that a cursor stands for.
   *
   * @throws ProblemException 400 for a cursor that is not of this list
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
    var stood = Cursor.parse(text.substring(0, separator));
    return last.filter(_ -> stood.isPresent()).map(subject -> new BookPosition(stood, subject));
  }
}
