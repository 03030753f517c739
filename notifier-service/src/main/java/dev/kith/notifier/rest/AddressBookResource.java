package dev.kith.notifier.rest;

import dev.kith.kit.auth.Caller;
import dev.kith.kit.problem.Headers;
import dev.kith.notifier.book.BookRequests;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Resource {@code GET /v1/users/{u}/address-book}: pages of all views in a user's address book, or
 * of those that changed after a cursor, in the order of subjects or sorted.
 */
@Path("/v1/users/{address}/address-book")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class AddressBookResource {

  private final BookRequests books;
  private final Caller caller;

  AddressBookResource(BookRequests books, Caller caller) {
    this.books = books;
    this.caller = caller;
  }

  @GET
  public CompletionStage<Response> page(
      @PathParam("address") String address,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("locale") @Nullable String locale,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var user = caller.resolve("users", address);
    caller.mustActFor(user);
    return books
        .answer(user, new BookRequests.Parameters(sort, locale, after, limit, cursor))
        .map(page -> Response.ok(page).cacheControl(Headers.notStored()).build())
        .toCompletionStage();
  }
}
