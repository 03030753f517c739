package dev.kith.profile.rest.picture;

import dev.kith.domain.Address;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.http.ReceivedBody;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Journal;
import dev.kith.kit.limits.BudgetClient;
import dev.kith.profile.picture.store.PictureConfig;
import dev.kith.profile.rest.ProfileResource;
import dev.kith.profile.view.StoredProfiles;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * REST resource of an owner's picture. Callers whose view does not contain the picture get the same
 * 404 as if there were none.
 */
@Path(PictureResource.PATH)
@Authenticated
@RunOnVirtualThread
public class PictureResource {

  /**
   * The $ prevents this path from matching as a prefix of others, which would turn their 405 into
   * 404.
   */
  static final String PATH = "/v1/{kind}/{address}/{resource:picture$}";

  private final Caller caller;
  private final Permission permission;
  private final StoredProfiles stored;
  private final PictureResponse answer;
  private final PictureIntake intake;
  private final PictureConcurrencyLimit requests;
  private final Journal journal;
  private final BudgetClient budget;
  private final long most;

  PictureResource(
      Caller caller,
      Permission permission,
      StoredProfiles stored,
      PictureResponse answer,
      PictureIntake intake,
      PictureConcurrencyLimit requests,
      Journal journal,
      BudgetClient budget,
      PictureConfig settings) {
    this.caller = caller;
    this.permission = permission;
    this.stored = stored;
    this.answer = answer;
    this.intake = intake;
    this.requests = requests;
    this.journal = journal;
    this.budget = budget;
    this.most = settings.maximumSize().asLongValue();
  }

  /**
   * Returns the bytes of the picture.
   *
   * @param size size of a thumbnail; absent: the full picture
   * @param sha256 hash as in the profile: exactly that picture or 404; the response may then be
   *     cached as immutable
   */
  @GET
  public Response get(
      @BeanParam OwnerPath path,
      @QueryParam("size") @Nullable String size,
      @QueryParam("sha256") @Nullable String sha256,
      @Context HttpHeaders headers,
      @Context RoutingContext question) {
    var owner = charged(path, headers, question);
    return answer.to(headers, new PictureQuery(size, sha256).of(stored.view(owner)), false);
  }

  @HEAD
  public Response head(
      @BeanParam OwnerPath path,
      @QueryParam("size") @Nullable String size,
      @QueryParam("sha256") @Nullable String sha256,
      @Context HttpHeaders headers,
      @Context RoutingContext question) {
    var owner = charged(path, headers, question);
    return answer.to(headers, new PictureQuery(size, sha256).of(stored.view(owner)), true);
  }

  /** Stores a picture. The format is detected from the bytes; {@code Content-Type} is ignored. */
  @PUT
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Response put(@BeanParam OwnerPath path, @Context HttpHeaders headers, InputStream body) {
    var owner = permission.owner(path);
    var expects = stored.expects(owner, headers);
    var actor = caller.actor();
    return requests.count(
        owner,
        () -> {
          try (var receivedBody = ReceivedBody.of(body, most)) {
            return WriteResponses.of(
                intake.take(owner, receivedBody.file(), expects, actor),
                verdict -> ProfileResource.written(200, owner, verdict));
          }
        });
  }

  @DELETE
  @Produces(MediaType.APPLICATION_JSON)
  public Response delete(@BeanParam OwnerPath path, @Context HttpHeaders headers) {
    var owner = permission.owner(path);
    var event = new PictureChanged(stored.expects(owner, headers), Optional.empty());
    return WriteResponses.of(
        journal.<Profile>append(owner, event, caller.actor()).join(),
        verdict -> ProfileResource.written(200, owner, verdict));
  }

  /** The owner of a path, after the caller's budget was charged. */
  private Address charged(OwnerPath path, HttpHeaders headers, RoutingContext question) {
    var owner = caller.resolve(path);
    if (!permission.allows(owner)) {
      budget.charge(owner, headers, question).join();
    }
    return owner;
  }
}
