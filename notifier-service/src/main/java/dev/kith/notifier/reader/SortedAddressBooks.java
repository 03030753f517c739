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
import dev.kith.kit.streams.PartitionOwners;
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
 * Reader of address books sorted by name or by recent messages. They are sorted on each read,
 * because the order of names depends on the reader's language (ADR 14).
 */
@ApplicationScoped
public class SortedAddressBooks {

  private final AddressBookReader books;
  private final PartitionOwners partitionOwners;
  private final NotifierConfig settings;
  private final PageCursors cursors;

  SortedAddressBooks(
      AddressBookReader books,
      PartitionOwners partitionOwners,
      NotifierConfig settings,
      PageCursors cursors) {
    this.books = books;
    this.partitionOwners = partitionOwners;
    this.settings = settings;
    this.cursors = cursors;
  }

  /** The parameters of a request. */
  public record Query(
      String sort, @Nullable String locale, @Nullable String limit, @Nullable String cursor) {}

  /**
   * Entry with the time at which its subscriber and its subject last wrote to each other.
   *
   * @param entry its fields are beside {@code at}
   */
  record RecentBody(@JsonUnwrapped EntryBody entry, Instant at) {}

  /**
   * Reads a page of the subscriber's book on this node.
   *
   * @throws ProblemException 400 for an unknown order
   */
  public Page<?> read(Address subscriber, Query query) {
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

  private Page<EntryBody> byName(Address subscriber, NameOrder query) {
    var selection = query.<Unread>select();
    var limit = settings.sortedEntries();
    var isWhole =
        BookNames.forEach(
            partitionOwners.store(AddressBookStore.NAME, subscriber),
            subscriber,
            limit,
            entry -> selection.offer(new NameOrder.Place(entry.name(), entry.subject()), entry));
    if (!isWhole) {
      throw ProblemException.of(
          Problem.Kind.BOOK_TOO_LARGE,
          "Books with more than %d entries cannot be sorted; read the book without 'sort' and sort the entries yourself."
              .formatted(limit),
          "sort");
    }
    var chosen = selection.inOrder();
    var page = chosen.subList(0, Math.min(query.limit(), chosen.size()));
    return new Page<>(
        page.stream().map(one -> body(subscriber, one.entry().read())).toList(),
        chosen.size() > page.size() ? query.cursor(page.getLast().place()) : null);
  }

  /** Recent peers without an entry in the subscriber's book are left out. */
  private Page<RecentBody> recent(Address subscriber, int limit, @Nullable String cursor) {
    var list = cursors.of("address-book by recent", subscriber.text());
    var after = Optional.ofNullable(cursor).map(text -> RecentCursor.read(list, text));
    var book = partitionOwners.store(AddressBookStore.NAME, subscriber);
    var recents =
        RecentsStore.read(partitionOwners.store(RecentsStore.NAME, subscriber), subscriber);
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
    return books.body(partitionOwners.of(subscriber), storedEntry);
  }
}
