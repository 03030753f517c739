package dev.kith.notifier.rest;

import dev.kith.domain.Address;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Headers;
import dev.kith.kit.http.Page;
import dev.kith.notifier.push.AddressBooks;
import dev.kith.notifier.push.PageCursor;
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
 * {@code GET /v1/users/{u}/address-book}: all views that a user holds, in the order of subjects,
 * paged.
 */
@Path("/v1/users/{address}/address-book")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class AddressBookResource {

  private final AddressBooks books;
  private final SortedBooks sorted;
  private final Caller caller;

  AddressBookResource(AddressBooks books, SortedBooks sorted, Caller caller) {
    this.books = books;
    this.sorted = sorted;
    this.caller = caller;
  }

  @GET
  public Response page(
      @PathParam("address") String address,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("locale") @Nullable String locale,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var user = caller.resolve("users", address);
    caller.mustActFor(user);
    if (sort != null) {
      var query = new SortedBooks.Query(sort, locale, limit, cursor);
      return Response.ok(sorted.read(user, query)).cacheControl(Headers.notStored()).build();
    }
    var page = books.readHere(user, after(cursor), Page.limit(limit));
    var next = page.next().map(PageCursor::write).orElse(null);
    return Response.ok(new Page<>(page.items(), next))
        .header(AddressBooks.FOLDED, page.folded())
        .cacheControl(Headers.notStored())
        .build();
  }

  private static Optional<Address> after(@Nullable String cursor) {
    if (cursor == null) {
      return Optional.empty();
    }
    return Optional.of(PageCursor.read(cursor).orElseThrow(Page::foreignCursor));
  }
}
