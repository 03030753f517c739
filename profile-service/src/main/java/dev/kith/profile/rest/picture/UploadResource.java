package dev.kith.profile.rest.picture;

import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.picture.upload.Upload;
import dev.kith.profile.picture.upload.Uploads;
import dev.kith.profile.view.StoredProfiles;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** REST resource of one resumable upload: offset, next bytes, termination. */
@Path("/v1/{kind}/{address}/picture/uploads/{id}")
@Authenticated
@RunOnVirtualThread
public class UploadResource {

  private static final String BYTES = "application/offset+octet-stream";

  private final Caller caller;
  private final Permission permission;
  private final StoredProfiles stored;
  private final Uploads uploads;
  private final UploadWriter writer;
  private final PictureConcurrencyLimit requests;

  UploadResource(
      Caller caller,
      Permission permission,
      StoredProfiles stored,
      Uploads uploads,
      UploadWriter writer,
      PictureConcurrencyLimit requests) {
    this.caller = caller;
    this.permission = permission;
    this.stored = stored;
    this.uploads = uploads;
    this.writer = writer;
    this.requests = requests;
  }

  @HEAD
  public Response head(
      @BeanParam OwnerPath path, @PathParam("id") String id, @Context HttpHeaders headers) {
    var upload = find(path, id, headers);
    var answer =
        TusProtocol.stand(Response.ok(), upload)
            .header(TusProtocol.LENGTH, upload.length())
            .cacheControl(Headers.notStored());
    return upload.metadata().isEmpty()
        ? answer.build()
        : answer.header(TusProtocol.METADATA, upload.metadata()).build();
  }

  /**
   * Appends bytes. The last bytes complete the picture; their response is that of {@code PUT}
   * without a body.
   */
  @PATCH
  @Consumes(MediaType.WILDCARD)
  public Response patch(
      @BeanParam OwnerPath path,
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      InputStream body) {
    return requests.count(permission.owner(path), () -> append(path, id, headers, body));
  }

  private Response append(OwnerPath path, String id, HttpHeaders headers, InputStream body) {
    requireBytes(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    var offset = TusProtocol.required(headers, TusProtocol.OFFSET);
    var expects = stored.expects(permission.owner(path), headers);
    var actor = caller.actor();
    return writer.alone(
        id,
        () -> {
          var upload = find(path, id, headers);
          if (upload.offset() != offset) {
            throw ProblemException.of(
                Problem.Kind.UPLOAD_OFFSET_CONFLICT,
                "The upload's offset is %d; send the bytes from there on, or ask with HEAD."
                    .formatted(upload.offset()),
                TusProtocol.OFFSET);
          }
          return writer.write(upload, body, expects, actor);
        });
  }

  @DELETE
  public Response delete(
      @BeanParam OwnerPath path, @PathParam("id") String id, @Context HttpHeaders headers) {
    return writer.alone(
        id,
        () -> {
          uploads.remove(find(path, id, headers));
          return Response.noContent().build();
        });
  }

  private Upload find(OwnerPath path, String id, HttpHeaders headers) {
    TusProtocol.requireVersion(headers);
    var owner = permission.owner(path);
    try {
      return uploads.find(owner, id, Instant.now()).orElseThrow(ProblemException::notFound);
    } catch (IOException failure) {
      throw PictureIntake.noStore(failure);
    }
  }

  private static void requireBytes(@Nullable String type) {
    if (!BYTES.equals(type)) {
      throw ProblemException.of(
          Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
          "Send the header 'Content-Type: " + BYTES + "'.",
          HttpHeaders.CONTENT_TYPE);
    }
  }
}
