package dev.kith.profile.rest.picture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.limits.BudgetClient;
import dev.kith.kit.problem.Headers;
import dev.kith.profile.rest.AddressList;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * REST resource that issues picture links. It reads no profile, so the response does not depend on
 * what the viewer may see; {@link LinkedPictureResource} decides when the link is used.
 */
@Path("/v1/pictures:link")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PictureLinksResource {

  private static final String ADDRESSES = "addresses";
  private static final String AS = "as";
  private static final int MAX_ADDRESSES = 100;

  private final PictureLinks links;
  private final Caller caller;
  private final BudgetClient budget;

  PictureLinksResource(PictureLinks links, Caller caller, BudgetClient budget) {
    this.links = links;
    this.caller = caller;
    this.budget = budget;
  }

  /** Link to the picture of one owner; {@code url} is a path. */
  public record Link(String address, String url) {}

  /** Links in the order of the request, each owner once. */
  public record Links(List<Link> items, String expires) {

    public Links {
      items = List.copyOf(items);
    }
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public Response link(
      @Context HttpHeaders headers, @Context RoutingContext question, @Nullable JsonNode body) {
    var json = JsonFields.of(body, Set.of(ADDRESSES, AS));
    var owners = AddressList.read(json, ADDRESSES, MAX_ADDRESSES, Caller::anyone);
    var viewer = viewer(json);
    budget.chargeReads(owners, headers, question).join();
    var expires = links.expiry(Instant.now());
    var items =
        owners.stream()
            .map(owner -> new Link(owner.text(), links.path(owner, viewer, expires)))
            .toList();
    return Response.ok(new Links(items, expires.toString()))
        .cacheControl(Headers.notStored())
        .build();
  }

  /** The caller; for a backend, which acts for many users, the user that the body names. */
  private Address viewer(JsonFields json) {
    var named = json.text(AS, Address.LONGEST).map(text -> Caller.user(text, AS));
    if (caller.isBackend()) {
      return named.orElseThrow(() ->
          JsonFields.invalid(AS, "must be the address of the user who will see the pictures"));
    }
    var viewer = caller.address().orElseThrow(Caller::notAllowed);
    named.ifPresent(caller::mustActFor);
    return viewer;
  }
}
