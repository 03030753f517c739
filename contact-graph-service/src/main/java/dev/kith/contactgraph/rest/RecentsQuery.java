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
 * Which of an owner's recents are asked for.
 *
 * @param after the last of the page before
 * @param cursors those of this list
 */
record RecentsQuery(int limit, Optional<Recent> after, PageCursors.Of cursors) {

  /** When the owner and a peer last wrote to each other. */
  record Body(String peer, Instant at) {}

  /** As the parameters of a request say it. */
  static RecentsQuery of(
      PageCursors cursors, Address owner, @Nullable String limit, @Nullable String cursor) {
    var list = cursors.of("recents", owner.text());
    return new RecentsQuery(
        Page.limit(limit),
        Optional.ofNullable(cursor).map(text -> RecentCursor.read(list, text)),
        list);
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
        items.size() > limit ? RecentCursor.write(cursors, page.getLast()) : null);
  }

  private boolean follows(Recent recent) {
    return after.filter(last -> Recents.ORDER.compare(last, recent) >= 0).isEmpty();
  }
}
