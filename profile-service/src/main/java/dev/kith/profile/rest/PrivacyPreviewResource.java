package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.domain.Profile;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.http.Page;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.view.StoredProfiles;
import dev.kith.profile.view.ViewExplanation;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * REST resource that shows what given viewers would see under privacy rules that are not stored.
 * Writes nothing.
 */
@Path("/v1/{kind}/{address}/{resource:privacy:preview$}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PrivacyPreviewResource {

  private final Permission permission;
  private final StoredProfiles stored;
  private final PrivacyPreviewInput input;

  PrivacyPreviewResource(Permission permission, StoredProfiles stored, PrivacyPreviewInput input) {
    this.permission = permission;
    this.stored = stored;
    this.input = input;
  }

  /** View of one viewer, with the deciding rules. */
  public record Preview(String as, ViewExplanation view) {}

  /** Returns the views in the order of the request, each once. */
  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public Response preview(@BeanParam OwnerPath path, @Nullable JsonNode body) {
    var owner = permission.owner(path);
    var asked = input.read(body);
    var profile = stored.profile(owner);
    if (!profile.isPresent()) {
      throw ProblemException.notFound();
    }
    var changed = profile.withPrivacy(asked.rules());
    var previews = asked.viewers().stream().map(viewer -> seenBy(viewer, owner, changed)).toList();
    return Response.ok(new Page<>(previews, null)).cacheControl(Headers.notStored()).build();
  }

  private Preview seenBy(Address viewer, Address owner, Profile profile) {
    return new Preview(viewer.text(), stored.explained(owner, profile, viewer));
  }
}
