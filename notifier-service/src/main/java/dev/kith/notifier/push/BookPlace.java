package dev.kith.notifier.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import java.util.Base64;
import java.util.Optional;

/**
 * Where an address book goes on, as an opaque word.
 *
 * @param stood where the address book stood when the first page was read; nodes leave it out among
 *     each other, with a {@link PageCursor}
 * @param last the last subject of the page before
 */
public record BookPlace(Optional<Cursor> stood, Address last) {

  /** No address and no cursor contains it. */
  private static final char SEPARATOR = '|';

  public String write() {
    var text = stood.map(cursor -> cursor.toString() + SEPARATOR).orElse("") + last;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** Nothing for a word that is none of these. */
  public static Optional<BookPlace> read(String word) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(word), UTF_8);
      var separator = text.indexOf(SEPARATOR);
      var last = Address.parse(text.substring(separator + 1));
      if (separator < 0) {
        return last.map(subject -> new BookPlace(Optional.empty(), subject));
      }
      var stood = Cursor.parse(text.substring(0, separator));
      return last.filter(_ -> stood.isPresent()).map(subject -> new BookPlace(stood, subject));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
