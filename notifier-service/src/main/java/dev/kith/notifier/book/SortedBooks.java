package dev.kith.notifier.book;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.kith.domain.Address;
import dev.kith.domain.Recents;
import dev.kith.domain.Recents.Recent;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.view.RecentCursor;
import dev.kith.notifier.NotifierConfig;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reader of address books sorted by name or by recent messages. They are sorted on each read,
 * because the order of names depends on the reader's language (ADR 14).
 */
@Singleton
public final class SortedBooks {

  private final BookReader books;
  private final BookBodies bodies;
  private final Function<Address, Future<Recents>> recents;
  private final PageCursors cursors;
  private final int sortedEntries;

  @Inject
  SortedBooks(
      BookReader books,
      BookBodies bodies,
      RecentPeers recentPeers,
      PageCursors cursors,
      NotifierConfig settings) {
    this(books, bodies, recentPeers::of, cursors, settings.sortedEntries());
  }

  /**
   * Creates a reader.
   *
   * @param recents recent peers of a user
   * @param sortedEntries entries of a book that are sorted; larger books are refused
   */
  SortedBooks(
      BookReader books,
      BookBodies bodies,
      Function<Address, Future<Recents>> recents,
      PageCursors cursors,
      int sortedEntries) {
    this.books = books;
    this.bodies = bodies;
    this.recents = recents;
    this.cursors = cursors;
    this.sortedEntries = sortedEntries;
  }

  /** The parameters of a request. */
  record Query(
      String sort, @Nullable String locale, @Nullable String limit, @Nullable String cursor) {}

  /**
   * Entry with the time at which its subscriber and its subject last wrote to each other.
   *
   * @param entry its fields are beside {@code at}
   */
  record RecentBody(@JsonUnwrapped EntryBody entry, Instant at) {}

  /**
   * Reads a page of the subscriber's book.
   *
   * @throws ProblemException 400 for an unknown order
   */
  Future<Page<?>> read(Address subscriber, Query query) {
    return switch (query.sort()) {
      case "name" ->
          byName(
              subscriber,
              NameOrder.of(cursors, subscriber, query.locale(), query.limit(), query.cursor()));
      case "recent" -> {
        if (query.locale() != null) {
          throw JsonFields.invalid("locale", "is allowed with sort=name only");
        }
        yield recent(subscriber, Page.limit(query.limit()), query.cursor());
      }
      default -> throw JsonFields.invalid("sort", "must be 'name' or 'recent'");
    };
  }

  private Future<Page<?>> byName(Address subscriber, NameOrder query) {
    var selection = query.<BookEntry>select();
    var count = new int[1];
    return books
        .forEach(
            subscriber,
            entry -> {
              if (++count[0] > sortedEntries) {
                throw tooLarge();
              }
              var name = entry.view().fields().name();
              selection.offer(new NameOrder.Place(name, entry.subject().text()), entry);
            })
        .compose(folded -> {
          var chosen = selection.inOrder();
          var page = chosen.subList(0, Math.min(query.limit(), chosen.size()));
          var next = chosen.size() > page.size() ? query.cursor(page.getLast().place()) : null;
          return bodies
              .of(subscriber, page.stream().map(NameOrder.Selection.Chosen::entry).toList(), folded)
              .map(items -> new Page<>(items, next));
        });
  }

  private ProblemException tooLarge() {
    return ProblemException.of(
        Problem.Kind.BOOK_TOO_LARGE,
        "Books with more than %d entries cannot be sorted; read the book without 'sort' and sort the entries yourself."
            .formatted(sortedEntries),
        "sort");
  }

  /** Recent peers without an entry in the subscriber's book are left out. */
  private Future<Page<?>> recent(Address subscriber, int limit, @Nullable String cursor) {
    var list = cursors.of("address-book by recent", subscriber.text());
    var after = Optional.ofNullable(cursor).map(text -> RecentCursor.read(list, text));
    return recents
        .apply(subscriber)
        .map(all -> behind(all, after))
        .compose(wanted -> {
          var times = new HashMap<Address, Recent>();
          wanted.forEach(recent -> times.put(recent.peer(), recent));
          return books
              .some(subscriber, wanted.stream().map(Recent::peer).toList())
              .compose(found -> page(subscriber, found, times, limit, list));
        });
  }

  private static List<Recent> behind(Recents recents, Optional<Recent> after) {
    return recents.latestFirst().stream()
        .filter(recent -> after.filter(last -> Recents.ORDER.compare(last, recent) >= 0).isEmpty())
        .toList();
  }

  private Future<Page<?>> page(
      Address subscriber,
      BookReader.Some found,
      Map<Address, Recent> times,
      int limit,
      PageCursors.Of list) {
    var entries = found.entries().subList(0, Math.min(limit, found.entries().size()));
    var next =
        found.entries().size() > entries.size()
            ? RecentCursor.write(list, recent(times, entries.getLast().subject()))
            : null;
    return bodies
        .of(subscriber, entries, found.folded())
        .map(bodies -> {
          var items = new ArrayList<RecentBody>();
          bodies.forEach(body ->
              items.add(new RecentBody(body, recent(times, new Address(body.subject())).at())));
          return new Page<>(items, next);
        });
  }

  private static Recent recent(Map<Address, Recent> times, Address peer) {
    return requireNonNull(times.get(peer));
  }
}
