package dev.kith.profile.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kith.kit.http.Headers;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.Permission;
import dev.kith.kit.streams.Partitions;
import dev.kith.profile.ProfileSettings;
import dev.kith.profile.streams.HistoryStore;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events of an owner that took effect, newest first, for whoever may act for the owner. */
@Path("/v1/{kind}/{address}/history")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

  private final Permission permission;
  private final Partitions partitions;
  private final ProfileSettings settings;

  HistoryResource(Permission permission, Partitions partitions, ProfileSettings settings) {
    this.permission = permission;
    this.partitions = partitions;
    this.settings = settings;
  }

  @GET
  @Blocking
  public Response list(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var owner = permission.owner(kind, address);
    var most = Page.limit(limit);
    var past =
        HistoryStore.read(
            partitions.store(HistoryStore.NAME, owner),
            owner,
            cursor == null ? Long.MAX_VALUE : before(cursor),
            most + 1,
            Instant.now().minus(settings.history().age()));
    var next = past.size() > most ? cursor(past.get(most - 1)) : null;
    var items = past.stream().limit(most).map(event -> HistoryBody.of(owner, event)).toList();
    return Response.ok(new Page<>(items, next)).cacheControl(Headers.notStored()).build();
  }

  private static String cursor(HistoryStore.Past last) {
    return Page.cursor(Long.toString(last.at().offset()).getBytes(US_ASCII));
  }

  private static long before(String cursor) {
    try {
      return Long.parseUnsignedLong(new String(Page.place(cursor), US_ASCII));
    } catch (NumberFormatException notOurs) {
      throw Page.foreignCursor();
    }
  }
}
