package dev.kith.door;

import dev.kith.door.routing.Service;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Error response of the front door itself, as {@code application/problem+json}. */
public record Problem(int status, String type, String title, String detail) {

  private static final String READ_FIRST =
      " broke. A write may have been carried out: read before you repeat it.";
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final String RETRY_AFTER_SECONDS = "1";

  public static Problem notFound(String path) {
    return new Problem(
        404,
        "not-found",
        "The resource does not exist",
        "No service of Kith has the path " + path + "; its API starts at /v1.");
  }

  static Problem malformedUrl(String detail) {
    return new Problem(400, "malformed-url", "The URL is not in normal form", detail);
  }

  /** 503: the request did not reach the service, or is only a read. */
  static Problem unavailable(Service service) {
    return new Problem(
        SERVICE_UNAVAILABLE,
        "unavailable",
        "Service unavailable",
        service.fullName() + " does not answer; try again in a moment.");
  }

  /** 503: an idempotent request reached the service, but the response was lost. */
  static Problem connectionBroke(Service service) {
    return new Problem(
        SERVICE_UNAVAILABLE,
        "unavailable",
        "Service unavailable",
        "The connection to " + service.fullName() + READ_FIRST);
  }

  /** 502: a non-idempotent request reached the service, but the response was lost. */
  static Problem answerLost(Service service) {
    return new Problem(
        502,
        "answer-lost",
        "The response was lost",
        "The connection to " + service.fullName() + READ_FIRST);
  }

  /** Sends 405 with the methods that are allowed, such as {@code GET, HEAD}. */
  public static void sendMethodNotAllowed(HttpServerResponse response, String allowed) {
    response.putHeader(HttpHeaders.ALLOW, allowed);
    new Problem(
            405,
            "method-not-allowed",
            "The path does not support the method",
            "Use one of these methods: " + allowed + ".")
        .send(response);
  }

  Buffer body() {
    return new JsonObject()
        .put("type", "https://kith.dev/problems/" + type)
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .toBuffer();
  }

  void putHeadersInto(MultiMap headers) {
    headers.set(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    if (status == SERVICE_UNAVAILABLE) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
  }

  public void send(HttpServerResponse response) {
    response.setStatusCode(status);
    putHeadersInto(response.headers());
    var _ = response.end(body());
  }
}
