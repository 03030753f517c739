package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.domain.Profile;
import dev.kith.domain.Refusal;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Written;
import dev.kith.kit.nodes.NodeForwarder;
import dev.kith.kit.nodes.Paths;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * REST resource that creates profiles: users create their own, backends those of any user or group.
 */
@Path(ProfilesResource.PATH)
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ProfilesResource {

  /**
   * The $ prevents this path from matching as a prefix of others, which would turn their 405 into
   * 404.
   */
  static final String PATH = "/v1/{kind:(users|groups)$}";

  private static final Set<Refusal> CONFLICTS =
      Set.of(Refusal.ALREADY_EXISTS, Refusal.VERSION_CONFLICT);

  private final Caller caller;
  private final CreationInput input;
  private final ProfileCreation profileCreation;
  private final NodeForwarder nodeForwarder;

  ProfilesResource(
      Caller caller,
      CreationInput input,
      ProfileCreation profileCreation,
      NodeForwarder nodeForwarder) {
    this.caller = caller;
    this.input = input;
    this.profileCreation = profileCreation;
    this.nodeForwarder = nodeForwarder;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> create(
      @PathParam("kind") String kind, @Context HttpHeaders headers, @Nullable JsonNode body) {
    var creation = input.read(kind, body);
    var owner = creation.owner();
    caller.mustActFor(owner);
    return nodeForwarder
        .elsewhere(owner, headers)
        .map(node -> nodeForwarder.post(node, "/v1/" + kind, headers, creation.body()))
        .orElseGet(
            () -> profileCreation.create(creation).thenApply(written -> answer(owner, written)));
  }

  private static Response answer(Address owner, Written<Profile> written) {
    if (written instanceof Written.Folded<Profile>(var verdict)
        && verdict.refusal().filter(CONFLICTS::contains).isPresent()) {
      throw ProfileCreation.alreadyThere();
    }
    return WriteResponses.of(written, verdict -> created(owner, verdict));
  }

  private static Response created(Address owner, Verdict<Profile> verdict) {
    return Response.fromResponse(ProfileResource.written(201, owner, verdict))
        .header(HttpHeaders.LOCATION, Paths.of(owner) + "/profile")
        .build();
  }
}
