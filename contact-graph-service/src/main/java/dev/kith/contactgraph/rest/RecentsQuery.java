package dev.kith.contactgraph.rest;

import dev.kith.domain.Address;
import dev.kith.domain.Recents;
import dev.kith.domain.Recents.Recent;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.view.RecentCursor;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Query for one page of an owner's recents.
 *
 * @param after the last entry of the previous page
 * @param cursors codec of this list's cursors
 */
record RecentsQuery(int limit, Optional<Recent> after, PageCursors.Of cursors) {

  /** JSON body of one entry: a peer and the time of the latest message. */
  record Body(String peer, Instant at) {}

  /** Reads the query parameters of a request. */
  static RecentsQuery of(
      PageCursors cursors, Address owner, @Nullable String limit, @Nullable String cursor) {
    var list = cursors.of("recents", owner.text());
    return new RecentsQuery(
        Page.limit(limit),
        Optional.ofNullable(cursor).map(text -> RecentCursor.read(list, text)),
        list);
  }

  /**
   * Returns the page. A peer that moves to the front between pages is not repeated, and no other is
   * skipped.
   */
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
        items.size() > limit ? RecentCursor.write(cursors, page.getLast()) : null);
  }

  private boolean follows(Recent recent) {
    return after.filter(last -> Recents.ORDER.compare(last, recent) >= 0).isEmpty();
  }
}
