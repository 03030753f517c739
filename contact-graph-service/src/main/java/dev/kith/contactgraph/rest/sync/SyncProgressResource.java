package dev.kith.contactgraph.rest.sync;

import dev.kith.contactgraph.sync.SyncStore;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.PartitionOwners;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** REST resource of a sync's progress; a finished sync is kept for a day. */
@Path("/v1/{kind}/{address}/syncs/{id}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class SyncProgressResource {

  private final Permission permission;
  private final PartitionOwners partitionOwners;

  SyncProgressResource(Permission permission, PartitionOwners partitionOwners) {
    this.permission = permission;
    this.partitionOwners = partitionOwners;
  }

  @GET
  @NonBlocking
  public Response get(@BeanParam OwnerPath path, @PathParam("id") String id) {
    var owner = permission.owner(path);
    var sync =
        SyncStore.read(partitionOwners.store(SyncStore.NAME, owner), owner, id)
            .orElseThrow(ProblemException::notFound);
    return Response.ok(SyncBody.of(sync)).cacheControl(Headers.notStored()).build();
  }
}
