package dev.kith.kit.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kith.domain.Address;
import dev.kith.domain.Recents.Recent;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;

/** Codec of cursors that stand for the last entry of a page of recents. */
public final class RecentCursor {

  private RecentCursor() {}

  public static String write(PageCursors.Of list, Recent last) {
    return list.seal((last.at().toEpochMilli() + "|" + last.peer()).getBytes(US_ASCII));
  }

  /**
   * Entry that a cursor stands for.
   *
   * @throws ProblemException 400 for a cursor of another list
   */
  public static Recent read(PageCursors.Of list, String cursor) {
    var parts = new String(list.open(cursor), US_ASCII).split("\\|", 2);
    try {
      var peer = Address.parse(parts[parts.length - 1]).orElseThrow(PageCursors::invalid);
      return new Recent(peer, Instant.ofEpochMilli(Long.parseLong(parts[0])));
    } catch (NumberFormatException | DateTimeException notOurs) {
      throw PageCursors.invalid();
    }
  }
}
