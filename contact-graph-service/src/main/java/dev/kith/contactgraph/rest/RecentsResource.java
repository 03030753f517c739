package dev.kith.contactgraph.rest;

import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * REST resource of the peers that an owner exchanged messages with, latest first. Peers that the
 * owner has blocked are left out. Peers that have blocked the owner are not, because that would
 * reveal the block.
 */
@Path("/v1/{kind}/{address}/recents")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class RecentsResource {

  private final Permission permission;
  private final PartitionOwners partitionOwners;
  private final PageCursors cursors;

  RecentsResource(Permission permission, PartitionOwners partitionOwners, PageCursors cursors) {
    this.permission = permission;
    this.partitionOwners = partitionOwners;
    this.cursors = cursors;
  }

  /** Returns a page, latest first. */
  @GET
  @Blocking
  public Response list(
      @BeanParam OwnerPath path,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var owner = permission.owner(path);
    var query = RecentsQuery.of(cursors, owner, limit, cursor);
    var recents = RecentsStore.read(partitionOwners.store(RecentsStore.NAME, owner), owner);
    var relations = partitionOwners.store(StateStores.RELATIONS, owner);
    var page =
        query.run(recents, peer -> !RelationStore.read(relations, owner, peer).own().blocked());
    return Response.ok(page).cacheControl(Headers.notStored()).build();
  }
}
