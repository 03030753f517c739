package dev.kith.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Error response as in RFC 9457: what is wrong, where, and what to do.
 *
 * @param type stable; clients may rely on it
 * @param field the JSON field, parameter or header at fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type, String title, int status, String detail, @Nullable String field) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** Part of each detail of a response that leaves open whether a write was carried out. */
  public static final String READ_FIRST =
      "A write may have been carried out: read before you repeat it.";

  private static final String TYPES = "https://kith.dev/problems/";

  /** All problem types. */
  public enum Kind {
    MALFORMED_JSON(400, "malformed-json", "The body is not valid JSON"),
    INVALID_FIELD(400, "invalid-field", "A value is invalid"),
    UNKNOWN_FIELD(400, "unknown-field", "A field is unknown"),
    MALFORMED_URL(400, "malformed-url", "The URL is not in normal form"),
    UNAUTHENTICATED(401, "unauthenticated", "A valid token is required"),
    FORBIDDEN(403, "forbidden", "The token does not permit this operation"),
    ORIGIN_NOT_ALLOWED(403, "origin-not-allowed", "The origin of the web page is not allowed"),
    NOT_FOUND(404, "not-found", "The resource does not exist"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The path does not support the method"),
    NOT_ACCEPTABLE(406, "not-acceptable", "The requested media type is not available"),
    ALREADY_EXISTS(409, "already-exists", "The resource exists already"),
    UPLOAD_OFFSET_CONFLICT(409, "upload-offset-conflict", "The upload has another offset"),
    CURSOR_EXPIRED(410, "cursor-expired", "The cursor is too old to resume from"),
    VERSION_CONFLICT(412, "version-conflict", "The resource has changed since the given version"),
    TUS_VERSION(412, "tus-version-unsupported", "The tus version is not supported"),
    TOO_LARGE(413, "too-large", "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(
        415, "unsupported-media-type", "The media type of the body is not supported"),
    RANGE_NOT_SATISFIABLE(
        416, "range-not-satisfiable", "The requested range is outside the content"),
    BOOK_TOO_LARGE(422, "book-too-large", "The address book is too large to sort"),
    UPLOAD_BUSY(423, "upload-busy", "The upload is being written by another request"),
    UPGRADE_REQUIRED(426, "upgrade-required", "The path requires a WebSocket or an event stream"),
    BUDGET_EXHAUSTED(429, "budget-exhausted", "The budget of new addresses is used up"),
    TOO_MANY_PICTURES(429, "too-many-pictures", "Another picture of this user is being processed"),
    TOO_MANY_UPLOADS(429, "too-many-uploads", "The user has too many unfinished uploads"),
    TOO_MANY_WEBHOOKS(409, "too-many-webhooks", "The deployment has too many webhooks"),
    TOO_MANY_SESSIONS(429, "too-many-sessions", "The user has too many sessions"),
    TOO_MANY_REQUESTS(429, "too-many-requests", "The user sends too many requests"),
    INTERNAL(500, "internal", "The service failed"),
    NOT_READY(503, "not-ready", "The service is not ready");

    private final int status;
    private final String name;
    private final String title;

    Kind(int status, String name, String title) {
      this.status = status;
      this.name = name;
      this.title = title;
    }

    public int status() {
      return status;
    }
  }

  public static Problem of(Kind kind, String detail) {
    return of(kind, detail, null);
  }

  public static Problem of(Kind kind, String detail, @Nullable String field) {
    return new Problem(TYPES + kind.name, kind.title, kind.status, detail, field);
  }

  /** Response; if the problem is temporary, it says when to retry. */
  public Response toResponse() {
    var response = Response.status(status).type(MEDIA_TYPE).entity(this);
    if (status == Kind.NOT_READY.status) {
      response.header("Retry-After", "1");
    }
    return response.cacheControl(Headers.notStored()).type(MediaType.valueOf(MEDIA_TYPE)).build();
  }
}
