package dev.kith.profile.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.profile.ProfileConfig;
import dev.kith.profile.streams.HistoryStore;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * REST resource of an owner's accepted events, newest first, for callers who may act for the owner.
 */
@Path("/v1/{kind}/{address}/history")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

  private final Permission permission;
  private final PartitionOwners partitionOwners;
  private final ProfileConfig settings;
  private final PageCursors cursors;

  HistoryResource(
      Permission permission,
      PartitionOwners partitionOwners,
      ProfileConfig settings,
      PageCursors cursors) {
    this.permission = permission;
    this.partitionOwners = partitionOwners;
    this.settings = settings;
    this.cursors = cursors;
  }

  @GET
  @Blocking
  public Response list(
      @BeanParam OwnerPath path,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var owner = permission.owner(path);
    var most = Page.limit(limit);
    var list = cursors.of("history", owner.text());
    var past =
        HistoryStore.read(
            partitionOwners.store(HistoryStore.NAME, owner),
            owner,
            cursor == null ? Long.MAX_VALUE : before(list, cursor),
            most + 1,
            Instant.now().minus(settings.history().age()));
    var next = past.size() > most ? cursor(list, past.get(most - 1)) : null;
    var items = past.stream().limit(most).map(event -> HistoryBody.of(owner, event)).toList();
    return Response.ok(new Page<>(items, next)).cacheControl(Headers.notStored()).build();
  }

  private static String cursor(PageCursors.Of list, HistoryStore.Past last) {
    return list.seal(Long.toString(last.at().offset()).getBytes(US_ASCII));
  }

  private static long before(PageCursors.Of list, String cursor) {
    try {
      return Long.parseUnsignedLong(new String(list.open(cursor), US_ASCII));
    } catch (NumberFormatException notOurs) {
      throw PageCursors.invalid();
    }
  }
}
