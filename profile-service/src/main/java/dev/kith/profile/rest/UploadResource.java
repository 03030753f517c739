package dev.kith.profile.rest;

import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Headers;
import dev.kith.kit.http.Permission;
import dev.kith.kit.http.Problem;
import dev.kith.kit.http.ProblemException;
import dev.kith.profile.picture.Upload;
import dev.kith.profile.picture.Uploads;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
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

/** One resumable upload: how far it is, its next bytes, its end. */
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
  private final PictureRequests requests;

  UploadResource(
      Caller caller,
      Permission permission,
      StoredProfiles stored,
      Uploads uploads,
      UploadWriter writer,
      PictureRequests requests) {
    this.caller = caller;
    this.permission = permission;
    this.stored = stored;
    this.uploads = uploads;
    this.writer = writer;
    this.requests = requests;
  }

  @HEAD
  public Response head(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("id") String id,
      @Context HttpHeaders headers) {
    var upload = find(kind, address, id, headers);
    var answer =
        Tus.stand(Response.ok(), upload)
            .header(Tus.LENGTH, upload.length())
            .cacheControl(Headers.notStored());
    return upload.metadata().isEmpty()
        ? answer.build()
        : answer.header(Tus.METADATA, upload.metadata()).build();
  }

  /** The last bytes make it a picture, and are answered as by {@code PUT}, without a body. */
  @PATCH
  @Consumes(MediaType.WILDCARD)
  public Response patch(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      InputStream body) {
    return requests.count(
        permission.owner(kind, address), () -> append(kind, address, id, headers, body));
  }

  private Response append(
      String kind, String address, String id, HttpHeaders headers, InputStream body) {
    requireBytes(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    var offset = Tus.required(headers, Tus.OFFSET);
    var expects = stored.expects(permission.owner(kind, address), headers);
    var actor = caller.actor();
    return writer.alone(
        id,
        () -> {
          var upload = find(kind, address, id, headers);
          if (upload.offset() != offset) {
            throw ProblemException.of(
                Problem.Kind.UPLOAD_MOVED,
                "It goes on at %d; ask with HEAD.".formatted(upload.offset()),
                Tus.OFFSET);
          }
          return writer.write(upload, body, expects, actor);
        });
  }

  @DELETE
  public Response delete(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("id") String id,
      @Context HttpHeaders headers) {
    return writer.alone(
        id,
        () -> {
          uploads.remove(find(kind, address, id, headers));
          return Response.noContent().build();
        });
  }

  private Upload find(String kind, String address, String id, HttpHeaders headers) {
    Tus.requireVersion(headers);
    var owner = permission.owner(kind, address);
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
          "Send 'Content-Type: " + BYTES + "'.",
          HttpHeaders.CONTENT_TYPE);
    }
  }
}
