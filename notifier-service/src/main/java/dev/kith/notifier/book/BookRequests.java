package dev.kith.notifier.book;

import dev.kith.domain.Address;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.replica.reader.NotServed;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests for pages of address books: from the parameters of a request to its JSON. */
@Singleton
public final class BookRequests {

  private final BookReader books;
  private final SortedBooks sorted;
  private final BookBodies bodies;
  private final BookCursors bookCursors;
  private final PageCursors cursors;

  @Inject
  public BookRequests(
      BookReader books,
      SortedBooks sorted,
      BookBodies bodies,
      BookCursors bookCursors,
      PageCursors cursors) {
    this.books = books;
    this.sorted = sorted;
    this.bodies = bodies;
    this.bookCursors = bookCursors;
    this.cursors = cursors;
  }

  /** Parameters of a request, as they were received. */
  public record Parameters(
      @Nullable String sort,
      @Nullable String locale,
      @Nullable String after,
      @Nullable String limit,
      @Nullable String cursor) {}

  /**
   * Answers a request for a page of a user's book.
   *
   * @return the page to be written as JSON; fails with a ProblemException
   */
  public Future<?> answer(Address user, Parameters parameters) {
    try {
      return page(user, parameters).recover(failure -> Future.failedFuture(problem(failure)));
    } catch (CursorExpired expired) {
      return Future.failedFuture(problem(expired));
    } catch (ProblemException invalid) {
      return Future.failedFuture(invalid);
    }
  }

  private Future<Object> page(Address user, Parameters parameters) {
    if (parameters.sort() != null) {
      if (parameters.after() != null) {
        throw JsonFields.invalid("after", "cannot be combined with sort");
      }
      var query =
          new SortedBooks.Query(
              parameters.sort(), parameters.locale(), parameters.limit(), parameters.cursor());
      return sorted.read(user, query).map(page -> page);
    }
    var since =
        Optional.ofNullable(parameters.after())
            .map(text -> Cursor.parse(text).orElseThrow(CursorExpired::new));
    var list = BookPosition.list(cursors, user, since);
    var place = Optional.ofNullable(parameters.cursor()).map(text -> BookPosition.read(list, text));
    var question =
        new BookReader.Question(
            user, since, place.map(BookPosition::last), Page.limit(parameters.limit()));
    return books
        .read(question)
        .compose(page ->
            cursor(user, since, place, page.folded()).map(cursor -> body(page, cursor, list)));
  }

  /** Cursor of the whole book, never lower than the one that the client has. */
  private Future<Cursor> cursor(
      Address user, Optional<Cursor> since, Optional<BookPosition> place, long folded) {
    return place
        .flatMap(BookPosition::bookCursor)
        .map(Future::succeededFuture)
        .orElseGet(
            () -> bookCursors.at(user, Math.max(since.map(Cursor::offset).orElse(folded), folded)));
  }

  private Object body(BookReader.BookPage page, Cursor cursor, PageCursors.Of list) {
    var next = page.next().map(last -> new BookPosition(Optional.of(cursor), last).write(list));
    return new AddressBookPage(
        bodies.of(page.entries(), cursor), next.orElse(null), cursor.toString());
  }

  private static Throwable problem(Throwable failure) {
    return switch (failure) {
      case CursorExpired _ ->
          ProblemException.of(
              Problem.Kind.CURSOR_EXPIRED,
              "Read the whole address book without 'after', then continue from its 'cursor'.",
              "after");
      case NotServed notServed ->
          ProblemException.of(
              Problem.Kind.NOT_READY, notServed.getMessage() + ". Send the request again.");
      default -> failure;
    };
  }
}
