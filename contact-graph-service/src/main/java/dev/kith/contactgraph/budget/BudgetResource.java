package dev.kith.contactgraph.budget;

import dev.kith.contactgraph.budget.store.BudgetStore;
import dev.kith.domain.Budget;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;

/** REST resource of an owner's budget: what the owner may still look up and sync. */
@Path("/v1/{kind}/{address}/{resource:budget$}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class BudgetResource {

  private final Permission permission;
  private final PartitionOwners partitionOwners;
  private final Budget.Terms terms;

  BudgetResource(Permission permission, PartitionOwners partitionOwners, Budget.Terms terms) {
    this.permission = permission;
    this.partitionOwners = partitionOwners;
    this.terms = terms;
  }

  /** JSON body of one token bucket. */
  record BucketBody(long left, int size, long secondsToFill) {
    static BucketBody of(double left, Budget.Bucket bucket) {
      return new BucketBody((long) left, bucket.size(), bucket.fills().toSeconds());
    }
  }

  @GET
  @NonBlocking
  public Response get(@BeanParam OwnerPath path) {
    var owner = permission.owner(path);
    var now = Instant.now();
    var left =
        BudgetStore.read(partitionOwners.store(BudgetStore.NAME, owner), owner)
            .map(budget -> budget.refilled(terms, now))
            .orElseGet(() -> Budget.full(terms, now));
    var body =
        Map.of(
            "new",
            BucketBody.of(left.newLeft(), terms.fresh()),
            "changed",
            BucketBody.of(left.changedLeft(), terms.changed()));
    return Response.ok(body).cacheControl(Headers.notStored()).build();
  }
}
