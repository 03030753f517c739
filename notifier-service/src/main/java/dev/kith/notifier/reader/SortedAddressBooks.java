package dev.kith.notifier.reader;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.kith.domain.Address;
import dev.kith.domain.Recents;
import dev.kith.domain.Recents.Recent;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.view.RecentCursor;
import dev.kith.notifier.NotifierConfig;
import dev.kith.notifier.addressbook.AddressBookStore;
import dev.kith.notifier.addressbook.BookNames;
import dev.kith.notifier.addressbook.BookNames.Unread;
import dev.kith.notifier.addressbook.StoredEntry;
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
public class SortedAddressBooks {

  private final AddressBookReader books;
  private final Partitions partitions;
  private final NotifierConfig settings;
  private final PageCursors cursors;

  SortedAddressBooks(
      AddressBookReader books,
      Partitions partitions,
      NotifierConfig settings,
      PageCursors cursors) {
    this.books = books;
    this.partitions = partitions;
    this.settings = settings;
    this.cursors = cursors;
  }

  /** The parameters of a request. */
  public record Query(
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
  public Page<?> read(Address subscriber, Query query) {
    return switch (query.sort()) {
      case "name" ->
          byName(
              subscriber,
              NameOrder.of(cursors, subscriber, query.locale(), query.limit(), query.cursor()));
      case "recent" -> {
        if (query.locale() != null) {
          throw JsonFields.invalid("locale", "goes with sort=name");
        }
        yield recent(subscriber, Page.limit(query.limit()), query.cursor());
      }
      default -> throw JsonFields.invalid("sort", "must be 'name' or 'recent'");
    };
  }

  private Page<EntryBody> byName(Address subscriber, NameOrder query) {
    var selection = query.<Unread>select();
    var most = settings.sortedEntries();
    var isWhole =
        BookNames.forEach(
            partitions.store(AddressBookStore.NAME, subscriber),
            subscriber,
            most,
            entry -> selection.offer(new NameOrder.Place(entry.name(), entry.subject()), entry));
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
      var storedEntry = BookNames.one(book, subscriber, recent.peer());
      if (storedEntry.isPresent() && items.size() == limit) {
        var last = items.getLast();
        return new Page<>(
            items,
            RecentCursor.write(list, new Recent(new Address(last.entry().subject()), last.at())));
      }
      storedEntry.ifPresent(
          entry -> items.add(new RecentBody(body(subscriber, entry), recent.at())));
    }
    return new Page<>(items, null);
  }

  private EntryBody body(Address subscriber, StoredEntry storedEntry) {
    return books.body(partitions.of(subscriber), storedEntry);
  }
}
