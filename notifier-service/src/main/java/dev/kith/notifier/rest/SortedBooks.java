package dev.kith.notifier.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.kith.domain.Address;
import dev.kith.domain.Recents;
import dev.kith.domain.Recents.Recent;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.http.Problem;
import dev.kith.kit.http.ProblemException;
import dev.kith.kit.http.RecentCursor;
import dev.kith.kit.http.StrictJson;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.streams.RecentsStore;
import dev.kith.notifier.NotifierSettings;
import dev.kith.notifier.push.AddressBooks;
import dev.kith.notifier.push.EntryBody;
import dev.kith.notifier.streams.AddressBookStore;
import dev.kith.notifier.streams.BookNames;
import dev.kith.notifier.streams.BookNames.Unread;
import dev.kith.notifier.streams.Held;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Address books in other orders than they are kept in. They are put in order when they are read:
 * the order of names depends on the reader's language.
 */
@ApplicationScoped
public class SortedBooks {

  private final AddressBooks books;
  private final Partitions partitions;
  private final NotifierSettings settings;
  private final PageCursors cursors;

  SortedBooks(
      AddressBooks books, Partitions partitions, NotifierSettings settings, PageCursors cursors) {
    this.books = books;
    this.partitions = partitions;
    this.settings = settings;
    this.cursors = cursors;
  }

  /** The parameters of a request. */
  record Query(
      String sort, @Nullable String locale, @Nullable String limit, @Nullable String cursor) {}

  /**
   * An entry, and when its subscriber and its subject last wrote to each other.
   *
   * @param entry its fields beside {@code at}
   */
  record RecentBody(@JsonUnwrapped EntryBody entry, Instant at) {}

  /**
   * A page of the subscriber's book, read on this node.
   *
   * @throws ProblemException 400 for an order that there is not
   */
  Page<?> read(Address subscriber, Query query) {
    return switch (query.sort()) {
      case "name" ->
          byName(
              subscriber,
              ByName.of(cursors, subscriber, query.locale(), query.limit(), query.cursor()));
      case "recent" -> {
        if (query.locale() != null) {
          throw StrictJson.invalid("locale", "goes with sort=name");
        }
        yield recent(subscriber, Page.limit(query.limit()), query.cursor());
      }
      default -> throw StrictJson.invalid("sort", "must be 'name' or 'recent'");
    };
  }

  private Page<EntryBody> byName(Address subscriber, ByName query) {
    var selection = query.<Unread>select();
    var most = settings.sortedEntries();
    var isWhole =
        BookNames.forEach(
            partitions.store(AddressBookStore.NAME, subscriber),
            subscriber,
            most,
            entry -> selection.offer(new ByName.Place(entry.name(), entry.subject()), entry));
    if (!isWhole) {
      throw ProblemException.of(
          Problem.Kind.BOOK_TOO_LARGE,
          "More than %d entries are not sorted here; read the book without 'sort', and sort what you keep of it."
              .formatted(most),
          "sort");
    }
    var chosen = selection.inOrder();
    var page = chosen.subList(0, Math.min(query.limit(), chosen.size()));
    return new Page<>(
        page.stream().map(one -> body(subscriber, one.entry().read())).toList(),
        chosen.size() > page.size() ? query.cursor(page.getLast().place()) : null);
  }

  /** Whom the subscriber wrote to and does not hold, or no longer, is left out. */
  private Page<RecentBody> recent(Address subscriber, int limit, @Nullable String cursor) {
    var list = cursors.of("address-book by recent", subscriber.text());
    var after = Optional.ofNullable(cursor).map(text -> RecentCursor.read(list, text));
    var book = partitions.store(AddressBookStore.NAME, subscriber);
    var recents = RecentsStore.read(partitions.store(RecentsStore.NAME, subscriber), subscriber);
    var items = new ArrayList<RecentBody>();
    for (var recent : recents.latestFirst()) {
      if (after.filter(last -> Recents.ORDER.compare(last, recent) >= 0).isPresent()) {
        continue;
      }
      var held = BookNames.one(book, subscriber, recent.peer());
      if (held.isPresent() && items.size() == limit) {
        var last = items.getLast();
        return new Page<>(
            items,
            RecentCursor.write(list, new Recent(new Address(last.entry().subject()), last.at())));
      }
      held.ifPresent(entry -> items.add(new RecentBody(body(subscriber, entry), recent.at())));
    }
    return new Page<>(items, null);
  }

  private EntryBody body(Address subscriber, Held held) {
    return books.body(partitions.of(subscriber), held);
  }
}
