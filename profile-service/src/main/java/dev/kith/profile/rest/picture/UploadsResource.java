package dev.kith.profile.rest.picture;

import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.http.ReceivedBody;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.picture.store.PictureConfig;
import dev.kith.profile.picture.upload.Upload;
import dev.kith.profile.picture.upload.UploadBegin.TooMany;
import dev.kith.profile.picture.upload.Uploads;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * REST resource that creates resumable uploads of a picture: tus 1.0 with creation, termination and
 * expiration.
 */
@Path(UploadsResource.PATH)
@Authenticated
public class UploadsResource {

  /**
   * The $ prevents this path from matching as a prefix of others, which would turn their 405 into
   * 404.
   */
  static final String PATH = "/v1/{kind}/{address}/{resource:picture/uploads$}";

  private static final int MAX_METADATA_LENGTH = 4 * 1024;

  private final Permission permission;
  private final PictureIntake intake;
  private final Uploads uploads;
  private final long most;

  UploadsResource(
      Permission permission, PictureIntake intake, Uploads uploads, PictureConfig settings) {
    this.permission = permission;
    this.intake = intake;
    this.uploads = uploads;
    this.most = settings.maximumSize().asLongValue();
  }

  @OPTIONS
  @PermitAll
  @NonBlocking
  public Response options() {
    return Response.noContent()
        .header("Tus-Extension", TusProtocol.EXTENSIONS)
        .header(TusProtocol.MAX_SIZE, most)
        .build();
  }

  @POST
  @RunOnVirtualThread
  public Response create(@BeanParam OwnerPath path, @Context HttpHeaders headers) {
    TusProtocol.requireVersion(headers);
    var owner = permission.owner(path);
    var length = length(headers);
    var metadata = Objects.requireNonNullElse(headers.getHeaderString(TusProtocol.METADATA), "");
    if (metadata.length() > MAX_METADATA_LENGTH) {
      throw JsonFields.invalid(
          TusProtocol.METADATA, "has more than %d characters".formatted(MAX_METADATA_LENGTH));
    }
    intake.requireProfile(owner);
    try {
      return switch (uploads.begin(owner, length, metadata, Instant.now())) {
        case Upload upload -> created(upload);
        case TooMany(var retryAfter) ->
            throw ProblemException.retry(
                Problem.Kind.TOO_MANY_UPLOADS,
                "Finish or DELETE an upload, or wait until an inactive one makes room.",
                retryAfter);
      };
    } catch (IOException failure) {
      throw PictureIntake.noStore(failure);
    }
  }

  private static Response created(Upload upload) {
    return TusProtocol.stand(Response.status(201), upload)
        .header(
            HttpHeaders.LOCATION, URI.create(TusProtocol.path(upload.owner()) + "/" + upload.id()))
        .cacheControl(Headers.notStored())
        .build();
  }

  private long length(HttpHeaders headers) {
    var length = TusProtocol.required(headers, TusProtocol.LENGTH);
    if (length == 0) {
      throw JsonFields.invalid(TusProtocol.LENGTH, "must be at least 1");
    }
    if (length > most) {
      throw ReceivedBody.tooLarge(most);
    }
    return length;
  }
}
