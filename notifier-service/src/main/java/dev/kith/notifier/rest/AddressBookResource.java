package dev.kith.notifier.rest;

import dev.kith.kit.auth.Caller;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.notifier.reader.AddressBookPage;
import dev.kith.notifier.reader.AddressBookReader;
import dev.kith.notifier.reader.BookPosition;
import dev.kith.notifier.reader.Cursor;
import dev.kith.notifier.reader.CursorExpired;
import dev.kith.notifier.reader.SortedAddressBooks;
import dev.kith.notifier.reader.TermTracker;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resource {@code GET /v1/users/{u}/address-book}: pages of all views in a user's address book, or
 * of those that changed after a cursor, in the order of subjects or sorted.
 */
@Path("/v1/users/{address}/address-book")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class AddressBookResource {

  private final AddressBookReader books;
  private final SortedAddressBooks sorted;
  private final Caller caller;
  private final PageCursors cursors;

  AddressBookResource(
      AddressBookReader books, SortedAddressBooks sorted, Caller caller, PageCursors cursors) {
    this.books = books;
    this.sorted = sorted;
    this.caller = caller;
    this.cursors = cursors;
  }

  @GET
  public Response page(
      @PathParam("address") String address,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("locale") @Nullable String locale,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var user = caller.resolve("users", address);
    caller.mustActFor(user);
    if (sort != null && after != null) {
      throw JsonFields.invalid("after", "cannot be combined with sort");
    }
    if (sort != null) {
      var query = new SortedAddressBooks.Query(sort, locale, limit, cursor);
      return Response.ok(sorted.read(user, query)).cacheControl(Headers.notStored()).build();
    }
    var since = Optional.ofNullable(after).map(AddressBookResource::since);
    var list = BookPosition.list(cursors, user, since);
    var place = Optional.ofNullable(cursor).map(text -> BookPosition.read(list, text));
    var page =
        read(
            new AddressBookReader.Question(
                user, since, place.map(BookPosition::last), Page.limit(limit)));
    var bookCursor =
        place
            .flatMap(BookPosition::bookCursor)
            .orElseGet(() -> books.cursorOf(user, since, page.folded()));
    return Response.ok(body(page, bookCursor, list))
        .header(AddressBookReader.FOLDED, page.folded())
        .header(TermTracker.HEADER, TermTracker.write(page.terms()))
        .cacheControl(Headers.notStored())
        .build();
  }

  private AddressBookReader.Page read(AddressBookReader.Question question) {
    try {
      return books.readHere(question);
    } catch (CursorExpired expired) {
      throw expired();
    }
  }

  private static AddressBookPage body(
      AddressBookReader.Page page, Cursor bookCursor, PageCursors.Of list) {
    var next = page.next().map(last -> new BookPosition(Optional.of(bookCursor), last).write(list));
    return new AddressBookPage(page.items(), next.orElse(null), bookCursor.toString());
  }

  private static Cursor since(String after) {
    return Cursor.parse(after).orElseThrow(AddressBookResource::expired);
  }

  private static ProblemException expired() {
    return ProblemException.of(
        Problem.Kind.CURSOR_EXPIRED,
        "Read the whole address book without 'after', then continue from its 'cursor'.",
        "after");
  }
}
