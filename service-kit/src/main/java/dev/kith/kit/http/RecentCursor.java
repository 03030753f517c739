package dev.kith.kit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kith.domain.Address;
import dev.kith.domain.Recents.Recent;
import java.time.DateTimeException;
import java.time.Instant;

/** The last of a page of recents, as an opaque word. */
public final class RecentCursor {

  private RecentCursor() {}

  public static String write(Recent last) {
    return Page.cursor((last.at().toEpochMilli() + "|" + last.peer()).getBytes(US_ASCII));
  }

  /**
   * The one that a word stands for.
   *
   * @throws ProblemException 400 for what is no such word
   */
  public static Recent read(String cursor) {
    var parts = new String(Page.place(cursor), US_ASCII).split("\\|", 2);
    try {
      var peer = Address.parse(parts[parts.length - 1]).orElseThrow(Page::foreignCursor);
      return new Recent(peer, Instant.ofEpochMilli(Long.parseLong(parts[0])));
    } catch (NumberFormatException | DateTimeException notOurs) {
      throw Page.foreignCursor();
    }
  }
}
