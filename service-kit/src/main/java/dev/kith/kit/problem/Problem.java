package dev.kith.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it: what is wrong, where, and what to do.
 *
 * @param type stable; clients may rely on it
 * @param field the JSON field, parameter or header at fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type, String title, int status, String detail, @Nullable String field) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** What each answer says that leaves open whether a write was carried out. */
  public static final String READ_FIRST =
      "A write may have been carried out: read before you repeat it.";

  private static final String TYPES = "https://kith.dev/problems/";

  /** The kinds of problems there are. */
  public enum Kind {
    MALFORMED_JSON(400, "malformed-json", "The body is not JSON"),
    INVALID_FIELD(400, "invalid-field", "A value is not allowed"),
    UNKNOWN_FIELD(400, "unknown-field", "A field is not known"),
    MALFORMED_URL(400, "malformed-url", "The URL is not in normal form"),
    UNAUTHENTICATED(401, "unauthenticated", "A valid token is needed"),
    FORBIDDEN(403, "forbidden", "This token may not do that"),
    FOREIGN_ORIGIN(403, "foreign-origin", "Web pages of that origin may not do that"),
    NOT_FOUND(404, "not-found", "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This address does not take that method"),
    NOT_ACCEPTABLE(406, "not-acceptable", "No such representation"),
    ALREADY_EXISTS(409, "already-exists", "It is there already"),
    UPLOAD_MOVED(409, "upload-moved", "The upload goes on elsewhere"),
    CURSOR_FORGOTTEN(410, "cursor-forgotten", "Nobody can say what changed since then"),
    VERSION_MOVED(412, "version-moved", "Somebody else was faster"),
    TUS_VERSION(412, "tus-version", "Another version of tus is spoken here"),
    TOO_LARGE(413, "too-large", "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(
        415, "unsupported-media-type", "The body has another type than expected"),
    NO_SUCH_RANGE(416, "no-such-range", "The bytes asked for are not there"),
    BOOK_TOO_LARGE(422, "book-too-large", "The address book is too large to be sorted"),
    UPLOAD_BUSY(423, "upload-busy", "The upload is being written by another request"),
    UPGRADE_REQUIRED(426, "upgrade-required", "This address speaks WebSocket and event streams"),
    BUDGET_SPENT(429, "budget-spent", "Too many addresses for now"),
    TOO_MANY_PICTURES(429, "too-many-pictures", "Another picture of this user is being taken"),
    TOO_MANY_UPLOADS(429, "too-many-uploads", "There are too many unfinished uploads"),
    TOO_MANY_WEBHOOKS(409, "too-many-webhooks", "There are too many webhooks"),
    TOO_MANY_SESSIONS(429, "too-many-sessions", "There are too many sessions"),
    TOO_MANY_REQUESTS(429, "too-many-requests", "There are too many requests"),
    INTERNAL(500, "internal", "This is our fault"),
    NOT_READY(503, "not-ready", "Not ready yet");

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

  /** The answer; what passes soon says when to ask again. */
  public Response toResponse() {
    var response = Response.status(status).type(MEDIA_TYPE).entity(this);
    if (status == Kind.NOT_READY.status) {
      response.header("Retry-After", "1");
    }
    if (status == Kind.UNAUTHENTICATED.status) {
      response.header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
    return response.cacheControl(Headers.notStored()).type(MediaType.valueOf(MEDIA_TYPE)).build();
  }
}
