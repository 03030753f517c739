package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Position;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.Rule;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.consistency.ReadBarrier;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Journal;
import dev.kith.kit.problem.Headers;
import dev.kith.profile.view.StoredProfiles;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * REST resource of an owner's privacy rules. They may exist before the profile, are part of it, and
 * share its version.
 */
@Path("/v1/{kind}/{address}/privacy")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PrivacyResource {

  private final Caller caller;
  private final Permission permission;
  private final StoredProfiles stored;
  private final PrivacyInput input;
  private final Journal journal;
  private final ReadBarrier barrier;

  PrivacyResource(
      Caller caller,
      Permission permission,
      StoredProfiles stored,
      PrivacyInput input,
      Journal journal,
      ReadBarrier barrier) {
    this.caller = caller;
    this.permission = permission;
    this.stored = stored;
    this.input = input;
    this.journal = journal;
    this.barrier = barrier;
  }

  /** Returns only fields with own rules; the defaults apply to all others. */
  @GET
  @NonBlocking
  public Response get(@BeanParam OwnerPath path, @Context HttpHeaders headers) {
    var profile = stored.profile(permission.owner(path));
    var tag = new EntityTag(profile.position().toString());
    if (profile.position().equals(Position.NONE)) {
      return Response.ok(body(profile)).cacheControl(Headers.revalidated()).build();
    }
    var answer =
        Preconditions.isKnown(headers, tag) ? Response.notModified() : Response.ok(body(profile));
    return answer.tag(tag).cacheControl(Headers.revalidated()).build();
  }

  /** Replaces all rules. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> put(
      @BeanParam OwnerPath path, @Context HttpHeaders headers, @Nullable JsonNode body) {
    var owner = permission.owner(path);
    var event = new PrivacyChanged(stored.expects(owner, headers), input.read(body));
    return journal
        .<Profile>append(owner, event, caller.actor())
        .thenCompose(written ->
            barrier.answer(
                owner,
                written,
                headers,
                verdict ->
                    WriteResponses.written(
                        200, verdict.state().position(), verdict.at(), body(verdict.state()))));
  }

  private static SortedMap<String, List<String>> body(Profile profile) {
    return body(profile.privacy());
  }

  static SortedMap<String, List<String>> body(PrivacyRules rules) {
    var body = new TreeMap<String, List<String>>();
    rules
        .byField()
        .forEach((field, list) -> body.put(field, list.stream().map(Rule::toString).toList()));
    return body;
  }
}
