package dev.kith.notifier.book;

import dev.kith.domain.Address;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.replica.reader.Held;
import dev.kith.notifier.replica.reader.NotServed;
import dev.kith.notifier.replica.reader.ReplicaPage;
import dev.kith.notifier.replica.reader.ReplicaReader;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reader of address books in the order of subjects. */
@Singleton
public final class BookReader {

  /** Places that are read at a time. */
  private static final int PLACES = 500;

  /** A page of a book ends after this many reads, so that a request takes bounded time. */
  private static final int MAX_READS = 40;

  private final ReplicaReader replicas;
  private final BookCursors cursors;

  @Inject
  public BookReader(ReplicaReader replicas, BookCursors cursors) {
    this.replicas = replicas;
    this.cursors = cursors;
  }

  /**
   * Request for a page.
   *
   * @param since only entries of which the subscriber has missed a change after this cursor,
   *     removed ones included; empty: all present entries
   * @param after only subjects after this one
   * @param limit entries, at most
   */
  record Question(Address subscriber, Optional<Cursor> since, Optional<Address> after, int limit) {}

  /**
   * Page of an address book.
   *
   * @param folded all records up to this offset are in the page; later ones may be
   * @param next the subject after which the next page begins; empty on the last page
   */
  record BookPage(long folded, List<BookEntry> entries, Optional<Address> next) {}

  /**
   * Reads a page. Fails with {@link dev.kith.notifier.book.CursorExpired} if the changes since the
   * cursor are unknown, and with {@link NotServed} while the partition cannot be read.
   */
  Future<BookPage> read(Question question) {
    return next(question, new ArrayList<>(), question.after(), -1, 0);
  }

  private Future<BookPage> next(
      Question question,
      List<BookEntry> found,
      Optional<Address> after,
      long firstFolded,
      int reads) {
    var wanted = Math.min(question.limit() + 1, PLACES);
    return replicas
        .page(question.subscriber(), after, wanted)
        .compose(page -> reads == 0 ? checked(question, page) : Future.succeededFuture(page))
        .compose(page -> {
          var folded = reads == 0 ? page.start() : firstFolded;
          page.held().forEach(held -> entry(question, held).ifPresent(found::add));
          if (found.size() > question.limit()) {
            var entries = List.copyOf(found.subList(0, question.limit()));
            return Future.succeededFuture(
                new BookPage(folded, entries, Optional.of(entries.getLast().subject())));
          }
          if (page.next().isEmpty() || reads == MAX_READS) {
            return Future.succeededFuture(new BookPage(folded, List.copyOf(found), page.next()));
          }
          return next(question, found, page.next(), folded, reads + 1);
        });
  }

  private Future<ReplicaPage> checked(Question question, ReplicaPage page) {
    return question
        .since()
        .map(cursor -> cursors.check(question.subscriber(), cursor, page).map(_ -> page))
        .orElseGet(() -> Future.succeededFuture(page));
  }

  private static Optional<BookEntry> entry(Question question, Held held) {
    return question
        .since()
        .map(cursor -> BookEntry.missed(question.subscriber(), held, cursor.offset()))
        .orElseGet(() -> BookEntry.present(question.subscriber(), held));
  }

  /**
   * Visits all present entries.
   *
   * @return the offset up to which all records are in what was visited
   */
  Future<Long> forEach(Address subscriber, Consumer<BookEntry> action) {
    return forEach(subscriber, action, Optional.empty()).map(ReplicaPage::start);
  }

  /** Returns the first page. */
  private Future<ReplicaPage> forEach(
      Address subscriber, Consumer<BookEntry> action, Optional<Address> after) {
    return replicas
        .page(subscriber, after, PLACES)
        .compose(page -> {
          page.held().forEach(held -> BookEntry.present(subscriber, held).ifPresent(action));
          return page.next().isEmpty()
              ? Future.succeededFuture(page)
              : forEach(subscriber, action, page.next()).map(_ -> page);
        });
  }

  /** Present entries, with the offset up to which all records are in them. */
  record Some(long folded, List<BookEntry> entries) {}

  /** Reads the present entries among some subjects, in that order. */
  Future<Some> some(Address subscriber, List<Address> subjects) {
    return replicas
        .some(subscriber, subjects)
        .map(page ->
            new Some(
                page.start(),
                page.held().stream()
                    .flatMap(held -> BookEntry.present(subscriber, held).stream())
                    .toList()));
  }
}
