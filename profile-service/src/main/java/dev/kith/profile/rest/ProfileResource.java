package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.View;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.consistency.ReadBarrier;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Journal;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.limits.BudgetClient;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.view.ProfileBody;
import dev.kith.profile.view.PresenceViews;
import dev.kith.profile.view.StoredProfiles;
import dev.kith.profile.view.ViewResponse;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** REST resource of one profile: reads as the caller sees it, writes by the owner. */
@Path("/v1/{kind}/{address}/profile")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ProfileResource {

  private final Caller caller;
  private final Permission permission;
  private final StoredProfiles stored;
  private final PresenceViews presence;
  private final ViewResponse answer;
  private final ProfileInput input;
  private final Journal journal;
  private final BudgetClient budget;
  private final ReadBarrier barrier;

  ProfileResource(
      Caller caller,
      Permission permission,
      StoredProfiles stored,
      PresenceViews presence,
      ViewResponse answer,
      ProfileInput input,
      Journal journal,
      BudgetClient budget,
      ReadBarrier barrier) {
    this.caller = caller;
    this.permission = permission;
    this.stored = stored;
    this.presence = presence;
    this.answer = answer;
    this.input = input;
    this.journal = journal;
    this.budget = budget;
    this.barrier = barrier;
  }

  /**
   * Returns the caller's view.
   *
   * @param as address of a viewer: returns that viewer's view with the deciding rules; for callers
   *     who may act for the owner
   */
  @GET
  @NonBlocking
  public CompletionStage<Response> get(
      @BeanParam OwnerPath path,
      @QueryParam("as") @Nullable String as,
      @Context HttpHeaders headers,
      @Context RoutingContext question) {
    if (as != null) {
      var seen = seenBy(permission.owner(path), Caller.user(as, "as"));
      return CompletableFuture.completedFuture(seen);
    }
    var owner = caller.resolve(path);
    return permission.allows(owner)
        ? seen(owner, headers)
        : budget.charge(owner, headers, question).thenCompose(_ -> seen(owner, headers));
  }

  private CompletionStage<Response> seen(Address owner, HttpHeaders headers) {
    var seen = stored.seen(owner);
    if (seen.presence().isEmpty()) {
      return CompletableFuture.completedFuture(answer.to(headers, seen));
    }
    return presence.of(seen).thenApply(known -> answer.to(headers, known));
  }

  private Response seenBy(Address owner, Address viewer) {
    var profile = stored.profile(owner);
    if (!profile.isPresent()) {
      throw ProblemException.notFound();
    }
    var seen = stored.explained(owner, profile, viewer);
    return Response.ok(seen).cacheControl(Headers.notStored()).build();
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> put(
      @BeanParam OwnerPath path, @Context HttpHeaders headers, @Nullable JsonNode body) {
    var owner = permission.owner(path);
    var fields = input.whole(body);
    return write(
        owner,
        new ProfileChanged(stored.expects(owner, headers), Mode.REPLACE, fields, Set.of()),
        verdict -> written(owner, verdict));
  }

  /** Applies a merge patch (RFC 7396): null removes a field, attributes are merged by key. */
  @PATCH
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  public CompletionStage<Response> patch(
      @BeanParam OwnerPath path, @Context HttpHeaders headers, @Nullable JsonNode body) {
    var owner = permission.owner(path);
    var patch = input.patch(body);
    input.check(patch.on(stored.profile(owner).fields()));
    return write(
        owner,
        new ProfileChanged(
            stored.expects(owner, headers), Mode.PATCH, patch.set(), patch.removed()),
        verdict -> written(owner, verdict));
  }

  /**
   * Deletes the profile but keeps its rules, so that a new profile of this address is not more
   * visible.
   */
  @DELETE
  public CompletionStage<Response> delete(@BeanParam OwnerPath path, @Context HttpHeaders headers) {
    var owner = permission.owner(path);
    return journal
        .<Profile>append(owner, new ProfileDeleted(stored.expects(owner, headers)), caller.actor())
        .thenCompose(written ->
            barrier.answer(owner, written, headers, verdict -> WriteResponses.gone(verdict.at())));
  }

  private CompletionStage<Response> write(
      Address owner, ProfileEvent event, Function<Verdict<Profile>, Response> accepted) {
    return journal
        .<Profile>append(owner, event, caller.actor())
        .thenApply(written -> WriteResponses.of(written, accepted));
  }

  private static Response written(Address owner, Verdict<Profile> verdict) {
    return written(200, owner, verdict);
  }

  public static Response written(int status, Address owner, Verdict<Profile> verdict) {
    var view = View.whole(owner, verdict.state());
    return WriteResponses.written(
        status, verdict.state().position(), verdict.at(), ProfileBody.of(view));
  }
}
