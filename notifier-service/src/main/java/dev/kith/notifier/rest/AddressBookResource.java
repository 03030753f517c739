package dev.kith.notifier.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.domain.Address;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Headers;
import dev.kith.kit.http.StrictJson;
import dev.kith.notifier.push.AddressBooks;
import dev.kith.notifier.push.EntryBody;
import dev.kith.notifier.push.PageCursor;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
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

  private static final int MOST = 500;

  private final AddressBooks books;
  private final Caller caller;

  AddressBookResource(AddressBooks books, Caller caller) {
    this.books = books;
    this.caller = caller;
  }

  /** A page of entries; without {@code next} it is the last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PageBody(List<EntryBody> items, @Nullable String next) {}

  @GET
  public Response page(
      @PathParam("address") String address,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var user = caller.resolve("users", address);
    caller.mustActFor(user);
    if (limit < 1 || limit > MOST) {
      throw StrictJson.invalid("limit", "must be from 1 to " + MOST);
    }
    var page = books.readHere(user, after(cursor), limit);
    var next = page.next().map(PageCursor::write).orElse(null);
    return Response.ok(new PageBody(page.items(), next))
        .header(AddressBooks.FOLDED, page.folded())
        .cacheControl(Headers.notStored())
        .build();
  }

  private static Optional<Address> after(@Nullable String cursor) {
    if (cursor == null) {
      return Optional.empty();
    }
    return Optional.of(
        PageCursor.read(cursor)
            .orElseThrow(
                () -> StrictJson.invalid("cursor", "must be the next of an earlier page")));
  }
}
