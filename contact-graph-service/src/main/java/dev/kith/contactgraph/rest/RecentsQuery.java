package dev.kith.contactgraph.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kith.domain.Address;
import dev.kith.domain.Recents;
import dev.kith.domain.Recents.Recent;
import dev.kith.kit.http.Page;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which of an owner's recents are asked for.
 *
 * @param after the last of the page before
 */
record RecentsQuery(int limit, Optional<Recent> after) {

  /** When the owner and a peer last wrote to each other. */
  record Body(String peer, Instant at) {}

  /** As the parameters of a request say it. */
  static RecentsQuery of(@Nullable String limit, @Nullable String cursor) {
    return new RecentsQuery(Page.limit(limit), Optional.ofNullable(cursor).map(RecentsQuery::last));
  }

  /** Whoever moves to the front meanwhile was on the first page already, and nobody is skipped. */
  Page<Body> run(Recents recents, Predicate<Address> shown) {
    var items =
        recents.latestFirst().stream()
            .filter(this::follows)
            .filter(recent -> shown.test(recent.peer()))
            .limit(limit + 1L)
            .toList();
    var page = items.subList(0, Math.min(limit, items.size()));
    return new Page<>(
        page.stream().map(recent -> new Body(recent.peer().text(), recent.at())).toList(),
        items.size() > limit ? cursor(page.getLast()) : null);
  }

  private boolean follows(Recent recent) {
    return after.filter(last -> Recents.ORDER.compare(last, recent) >= 0).isEmpty();
  }

  private static String cursor(Recent last) {
    return Page.cursor((last.at().toEpochMilli() + "|" + last.peer()).getBytes(US_ASCII));
  }

  private static Recent last(String cursor) {
    var parts = new String(Page.place(cursor), US_ASCII).split("\\|", 2);
    try {
      var peer = Address.parse(parts[parts.length - 1]).orElseThrow(Page::foreignCursor);
      return new Recent(peer, Instant.ofEpochMilli(Long.parseLong(parts[0])));
    } catch (NumberFormatException | DateTimeException notOurs) {
      throw Page.foreignCursor();
    }
  }
}
