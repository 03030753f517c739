package dev.kith.notifier.wire;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a WebSocket's token: from the header {@code Authorization}, or from the subprotocol
 * {@code bearer.TOKEN}, because browsers cannot set headers.
 */
public final class SocketToken {

  /** The subprotocol of the server. */
  static final String PROTOCOL = "kith.v1";

  private static final String IN_HEADER = "Bearer ";
  private static final String IN_PROTOCOL = "bearer.";

  private SocketToken() {}

  /** Whether the client offers the subprotocol of the server. */
  static boolean offersProtocol(@Nullable String protocols) {
    return Arrays.stream((protocols == null ? "" : protocols).split(",", -1))
        .anyMatch(protocol -> protocol.strip().equals(PROTOCOL));
  }

  public static Optional<String> find(@Nullable String authorization, @Nullable String protocols) {
    if (authorization != null && authorization.startsWith(IN_HEADER)) {
      return Optional.of(authorization.substring(IN_HEADER.length()));
    }
    return Arrays.stream((protocols == null ? "" : protocols).split(",", -1))
        .map(String::strip)
        .filter(protocol -> protocol.startsWith(IN_PROTOCOL))
        .map(protocol -> protocol.substring(IN_PROTOCOL.length()))
        .findFirst();
  }

  /** Whether a request asks for a WebSocket. */
  public static boolean isSocket(HttpServerRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }
}
