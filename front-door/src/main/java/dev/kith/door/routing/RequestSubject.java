package dev.kith.door.routing;

import dev.kith.http.TokenSubject;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Address that a request is about, from its path and token. Nothing is verified here: the address
 * only decides which node gets the request first, and that node verifies the token.
 */
public final class RequestSubject {

  private static final Pattern ADDRESS = Pattern.compile("/v1/(users|groups)/([^/]+)/.*");
  private static final String ME = "me";

  /** Beginning of the subprotocol that contains the token. */
  private static final String BEARER = "bearer.";

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
    return text.equals(ME) ? subject(request) : Optional.of(text);
  }

  /**
   * Subject of the token in the header, or in a subprotocol, because browsers cannot set the header
   * for a WebSocket.
   */
  private static Optional<String> subject(HttpServerRequest request) {
    return TokenSubject.ofHeader(request.getHeader(HttpHeaders.AUTHORIZATION))
        .or(() -> ofProtocols(request.getHeader("Sec-WebSocket-Protocol")));
  }

  private static Optional<String> ofProtocols(@Nullable String protocols) {
    return Arrays.stream(protocols == null ? new String[0] : protocols.split(",", -1))
        .map(String::strip)
        .filter(protocol -> protocol.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(protocol -> protocol.substring(BEARER.length()))
        .flatMap(token -> TokenSubject.of(token).stream())
        .findFirst();
  }
}
