package dev.kith.door.console;

import dev.kith.door.PageHandler;
import dev.kith.door.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTP handler of the console: the files under {@code /console/}, to read only. */
public final class ConsoleHandler implements PageHandler {

  private static final String ROOT = "/";
  private static final String FOLDER = "/console";
  private static final String HOME = FOLDER + "/";

  /**
   * Nothing from other origins, nothing inline, and no other page may frame the console. Pictures
   * that the page itself made have {@code blob:} and {@code data:} URLs.
   */
  private static final String POLICY =
      "default-src 'self'; img-src 'self' blob: data:; connect-src 'self'; object-src 'none';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final ConsoleFiles files;
  private final boolean isHome;

  /**
   * Creates a handler.
   *
   * @param isHome whether {@code /} leads to the console
   */
  public ConsoleHandler(ConsoleFiles files, boolean isHome) {
    this.files = files;
    this.isHome = isHome;
  }

  @Override
  public boolean handle(HttpServerRequest request, String path) {
    boolean leadsHome = path.equals(FOLDER) || (isHome && path.equals(ROOT));
    if (!leadsHome && !path.startsWith(HOME)) {
      return false;
    }
    if (!METHODS.contains(request.method())) {
      Problem.sendMethodNotAllowed(request.response(), "GET, HEAD");
    } else if (leadsHome) {
      var _ =
          request
              .response()
              .setStatusCode(302)
              .putHeader(HttpHeaders.LOCATION, HOME)
              .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
              .end();
    } else {
      answer(request, path);
    }
    return true;
  }

  private void answer(HttpServerRequest request, String path) {
    String inside = path.substring(HOME.length());
    files
        .find(inside.isEmpty() ? ConsoleFiles.INDEX : inside)
        .ifPresentOrElse(
            file -> send(file, request), () -> Problem.notFound(path).send(request.response()));
  }

  private static void send(ConsoleFile file, HttpServerRequest request) {
    HttpServerResponse response = request.response();
    putHeaders(file, response.headers());
    if (isKnown(file.tag(), request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      var _ = response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType());
    response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(file.content().length()));
    var _ =
        request.method().equals(HttpMethod.HEAD) ? response.end() : response.end(file.content());
  }

  private static void putHeaders(ConsoleFile file, MultiMap headers) {
    headers
        .set(HttpHeaders.ETAG, file.tag())
        .set(HttpHeaders.CACHE_CONTROL, file.caching())
        .set("Content-Security-Policy", POLICY)
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "no-referrer");
  }

  /** Whether the client has this version; weak tags compare like strong ones (RFC 9110 13.1.2). */
  private static boolean isKnown(String tag, @Nullable String tags) {
    return tags != null
        && Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
  }
}
