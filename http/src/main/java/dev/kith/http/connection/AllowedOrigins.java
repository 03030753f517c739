package dev.kith.http.connection;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_MAX_AGE;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.VARY;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CORS policy (Fetch standard): the origins of web pages that may read responses. No response
 * allows credentials: pages send the token in a header themselves, and Kith uses no cookies.
 */
public final class AllowedOrigins {

  /** Allows no other origin. */
  public static final AllowedOrigins NONE = new AllowedOrigins(Set.of());

  private static final String ANY = "*";

  private static final Pattern AN_ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://(?:\\[[0-9a-f:.]+]|[a-z0-9._~-]+)(?::[0-9]{1,5})?");

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, If-Match, If-None-Match, If-Range, Kith-After, Last-Event-ID, Range,"
          + " Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset, Upload-Defer-Length, Upload-Checksum,"
          + " traceparent, tracestate";

  private static final String EXPOSED =
      "ETag, Kith-Position, Retry-After, Location, WWW-Authenticate, Allow, Accept-Encoding, Accept-Patch, Accept-Ranges,"
          + " Content-Range, Date, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm,"
          + " Upload-Offset, Upload-Length, Upload-Metadata, Upload-Expires, Upload-Defer-Length";

  private static final Duration PREFLIGHT_KEPT = Duration.ofMinutes(10);

  private final Set<String> allowed;

  private AllowedOrigins(Set<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * Parses the setting: origins such as {@code https://app.example} or {@code
   * http://localhost:3000}, or {@code *} for all.
   *
   * @throws IllegalArgumentException for a text that is not an origin, such as a URL with a path
   */
  public static AllowedOrigins of(Collection<String> origins) {
    return new AllowedOrigins(
        origins.stream()
            .filter(origin -> !origin.isBlank())
            .map(AllowedOrigins::checked)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static String checked(String text) {
    var origin = text.strip().toLowerCase(Locale.ROOT);
    if (!origin.equals(ANY) && !AN_ORIGIN.matcher(origin).matches()) {
      throw new IllegalArgumentException(
          "kith.allowed-origins takes origins such as https://app.example, without a path, or *; not '%s'"
              .formatted(text));
    }
    return origin;
  }

  /** Whether a page of that origin may read responses. */
  public boolean allows(String origin) {
    return allowed.contains(ANY) || allowed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /** Whether the request is a CORS preflight of an allowed origin. */
  boolean isPreflight(HttpRequest request) {
    var origin = request.headers().get(ORIGIN);
    return request.method().equals(HttpMethod.OPTIONS)
        && origin != null
        && request.headers().contains(ACCESS_CONTROL_REQUEST_METHOD)
        && allows(origin);
  }

  /** Sets the CORS headers of a response for a page of that origin; existing ones are replaced. */
  void put(@Nullable String origin, HttpHeaders answer) {
    answer.remove(ACCESS_CONTROL_ALLOW_ORIGIN).remove(ACCESS_CONTROL_EXPOSE_HEADERS);
    answer.remove(ACCESS_CONTROL_ALLOW_CREDENTIALS);
    if (allowed.isEmpty()) {
      return;
    }
    if (!allowed.contains(ANY) && !answer.containsValue(VARY, ORIGIN, true)) {
      answer.add(VARY, ORIGIN);
    }
    if (origin != null && allows(origin)) {
      answer.set(ACCESS_CONTROL_ALLOW_ORIGIN, allowed.contains(ANY) ? ANY : origin);
      answer.set(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  void putPreflight(HttpHeaders answer) {
    answer
        .set(ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .set(ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
        .set(ACCESS_CONTROL_MAX_AGE, PREFLIGHT_KEPT.toSeconds());
  }
}
