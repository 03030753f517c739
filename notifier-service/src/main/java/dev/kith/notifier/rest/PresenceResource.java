package dev.kith.notifier.rest;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.PresenceView;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.limits.BudgetClient;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.kit.view.PresenceBody;
import dev.kith.kit.view.Reciprocity;
import dev.kith.notifier.presence.OnlineStateStore;
import io.quarkus.security.Authenticated;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Resource {@code GET /v1/users/{u}/presence}: a user's presence as the caller may see it. The
 * answer is the same 404 if it is hidden, if the user was never online, and if the user does not
 * exist.
 */
@Path("/v1/users/{address}/presence")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PresenceResource {

  private final PartitionOwners partitionOwners;
  private final Reciprocity reciprocity;
  private final Caller caller;
  private final BudgetClient budget;

  PresenceResource(
      PartitionOwners partitionOwners,
      Reciprocity reciprocity,
      Caller caller,
      BudgetClient budget) {
    this.partitionOwners = partitionOwners;
    this.reciprocity = reciprocity;
    this.caller = caller;
    this.budget = budget;
  }

  @GET
  @Blocking
  public CompletionStage<Response> get(
      @PathParam("address") String address,
      @Context HttpHeaders headers,
      @Context RoutingContext question) {
    var subject = caller.resolve("users", address);
    budget.charge(subject, headers, question).join();
    var presence =
        OnlineStateStore.presence(partitionOwners.store(OnlineStateStore.NAME, subject), subject);
    var policy = policy(subject);
    if (caller.isSelfOrBackend(subject)) {
      var whole = policy.whole(presence).orElseThrow(ProblemException::notFound);
      return CompletableFuture.completedFuture(answer(whole));
    }
    var viewer = caller.address().orElseThrow(UnauthorizedException::new);
    var shown = shown(policy, viewer, presence).orElseThrow(ProblemException::notFound);
    return reciprocity.seen(viewer, subject, shown).thenApply(PresenceResource::answer);
  }

  private static Response answer(PresenceView seen) {
    return Response.ok(PresenceBody.of(seen)).cacheControl(Headers.notStored()).build();
  }

  private Optional<PresenceView> shown(PresencePolicy policy, Address viewer, Presence presence) {
    var relations = partitionOwners.store(StateStores.RELATIONS, policy.owner());
    var halfEdge = RelationStore.read(relations, policy.owner(), viewer).own();
    return policy.asked(viewer, halfEdge, presence, Instant.now());
  }

  private PresencePolicy policy(Address subject) {
    return new PresencePolicy(
        subject,
        ProfileStore.read(partitionOwners.store(StateStores.PROFILES, subject), subject),
        SettingsStore.read(partitionOwners.store(SettingsStore.NAME, subject), subject));
  }
}
