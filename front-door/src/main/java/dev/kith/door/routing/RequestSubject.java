package dev.kith.door.routing;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Address that a request is about, from its path and token. Nothing is verified here: the address
 * only decides which node gets the request first, and that node verifies the token.
 */
public final class RequestSubject {

  private static final Pattern ADDRESS = Pattern.compile("/v1/(users|groups)/([^/]+)/.*");
  private static final String ME = "me";

  /** Pattern of a token; the second part contains the claims. */
  private static final Pattern TOKEN = Pattern.compile("[^.]*\\.([^.]+)\\.[^.]*");

  private RequestSubject() {}

  /**
   * An address such as {@code alice} or {@code group:team}; empty if the path has none. The path
   * must be in normal form.
   */
  public static Optional<String> of(HttpServerRequest request, String path) {
    Matcher matcher = ADDRESS.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String text = matcher.group(2);
    if (matcher.group(1).equals("groups")) {
      return Optional.of("group:" + text);
    }
    return text.equals(ME)
        ? tokens(request).map(RequestSubject::subject).flatMap(Optional::stream).findFirst()
        : Optional.of(text);
  }

  /**
   * The token from the header, or from a subprotocol, because browsers cannot set the header for a
   * WebSocket.
   */
  private static Stream<String> tokens(HttpServerRequest request) {
    String protocols = request.getHeader("Sec-WebSocket-Protocol");
    return Stream.concat(
        after("Bearer ", request.getHeader(HttpHeaders.AUTHORIZATION)).stream(),
        Arrays.stream(protocols == null ? new String[0] : protocols.split(",", -1))
            .map(protocol -> after("bearer.", protocol.strip()))
            .flatMap(Optional::stream));
  }

  private static Optional<String> after(String prefix, @Nullable String text) {
    return text != null && text.regionMatches(true, 0, prefix, 0, prefix.length())
        ? Optional.of(text.substring(prefix.length()).strip())
        : Optional.empty();
  }

  private static Optional<String> subject(String token) {
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts.group(1));
      return Optional.ofNullable(
          new JsonObject(new String(claims, StandardCharsets.UTF_8)).getString("sub"));
    } catch (IllegalArgumentException | DecodeException | ClassCastException noToken) {
      return Optional.empty();
    }
  }
}
