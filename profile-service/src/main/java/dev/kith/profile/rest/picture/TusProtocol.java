package dev.kith.profile.rest.picture;

import dev.kith.domain.Address;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.nodes.Paths;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.picture.upload.Upload;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Headers and version check shared by all tus 1.0 requests
 * (https://tus.io/protocols/resumable-upload).
 */
public class TusProtocol {

  static final String VERSION = "1.0.0";
  static final String EXTENSIONS = "creation,termination,expiration";
  static final String LENGTH = "Upload-Length";
  static final String OFFSET = "Upload-Offset";
  static final String METADATA = "Upload-Metadata";
  static final String EXPIRES = "Upload-Expires";
  static final String MAX_SIZE = "Tus-Max-Size";

  private static final String RESUMABLE = "Tus-Resumable";
  private static final String VERSIONS = "Tus-Version";
  private static final String OVERRIDE = "X-HTTP-Method-Override";
  private static final String UPLOADS = "/picture/uploads";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  /** Method override for clients that cannot send every method. */
  @ServerRequestFilter(preMatching = true, nonBlocking = true)
  public void override(ContainerRequestContext request) {
    var method = request.getHeaderString(OVERRIDE);
    if (method != null && request.getMethod().equals("POST") && isTus(request.getUriInfo())) {
      request.setMethod(method);
    }
  }

  @ServerResponseFilter
  public void mark(ContainerRequestContext request, ContainerResponseContext response) {
    if (isTus(request.getUriInfo())) {
      response.getHeaders().putSingle(RESUMABLE, VERSION);
      if (response.getStatus() == Problem.Kind.TUS_VERSION.status()
          || request.getMethod().equals("OPTIONS")) {
        response.getHeaders().putSingle(VERSIONS, VERSION);
      }
    }
  }

  private static boolean isTus(UriInfo uri) {
    return uri.getPath().contains(UPLOADS);
  }

  /** Ends the request with 412 unless it names this protocol version. */
  static void requireVersion(HttpHeaders headers) {
    var version = headers.getHeaderString(RESUMABLE);
    if (!VERSION.equals(version)) {
      throw ProblemException.of(
          Problem.Kind.TUS_VERSION,
          "Send the header '" + RESUMABLE + ": " + VERSION + "'.",
          RESUMABLE);
    }
  }

  /** The number of bytes in a header; empty if the header is absent. */
  static Optional<Long> number(HttpHeaders headers, String name) {
    return Optional.ofNullable(headers.getHeaderString(name))
        .map(text -> {
          if (!text.matches("[0-9]{1,18}")) {
            throw JsonFields.invalid(name, "must be a number of bytes");
          }
          return Long.parseLong(text);
        });
  }

  static long required(HttpHeaders headers, String name) {
    return number(headers, name).orElseThrow(() -> JsonFields.invalid(name, "is missing"));
  }

  static String path(Address owner) {
    return Paths.of(owner) + UPLOADS;
  }

  /** Adds the headers that describe an upload's state. */
  static Response.ResponseBuilder stand(Response.ResponseBuilder answer, Upload upload) {
    answer.header(OFFSET, upload.offset());
    return upload.isComplete() ? answer : answer.header(EXPIRES, DATE.format(upload.expires()));
  }
}
