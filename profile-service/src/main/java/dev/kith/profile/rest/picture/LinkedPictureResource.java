package dev.kith.profile.rest.picture;

import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.view.StoredProfiles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * REST resource of a picture for requests without a token of the API, such as those of an {@code
 * img} element: the token in the path names the viewer, whose view is computed at each request. An
 * invalid or expired token gets the same 404 as a picture that the viewer may not see.
 */
@Path("/v1/{kind}/{address}/picture/links/{token}")
@PermitAll
@RunOnVirtualThread
public class LinkedPictureResource {

  private final Caller caller;
  private final PictureLinks links;
  private final StoredProfiles stored;
  private final PictureResponse answer;

  LinkedPictureResource(
      Caller caller, PictureLinks links, StoredProfiles stored, PictureResponse answer) {
    this.caller = caller;
    this.links = links;
    this.stored = stored;
    this.answer = answer;
  }

  @GET
  public Response get(
      @BeanParam OwnerPath path,
      @PathParam("token") String token,
      @QueryParam("size") @Nullable String size,
      @QueryParam("sha256") @Nullable String sha256,
      @Context HttpHeaders headers) {
    return answer(path, token, new PictureQuery(size, sha256), headers, false);
  }

  @HEAD
  public Response head(
      @BeanParam OwnerPath path,
      @PathParam("token") String token,
      @QueryParam("size") @Nullable String size,
      @QueryParam("sha256") @Nullable String sha256,
      @Context HttpHeaders headers) {
    return answer(path, token, new PictureQuery(size, sha256), headers, true);
  }

  private Response answer(
      OwnerPath path, String token, PictureQuery query, HttpHeaders headers, boolean bodiless) {
    var owner = caller.resolve(path);
    var viewer = links.viewer(owner, token, Instant.now()).orElseThrow(ProblemException::notFound);
    var asked = query.of(stored.view(owner, viewer)).cached(Headers.notStored());
    var response = answer.to(headers, asked, bodiless);
    return response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL
        ? shown(response)
        : response;
  }

  private static Response shown(Response picture) {
    return Response.fromResponse(picture)
        .header("Referrer-Policy", "no-referrer")
        // pages of any origin may show it, also those that isolate themselves
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .build();
  }
}
