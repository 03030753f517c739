package dev.kith.notifier.connect;

import dev.kith.http.connection.AllowedOrigins;
import dev.kith.kit.config.KithConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may open sessions. A browser opens a WebSocket for any page and only says for
 * which; programs that are no browsers say nothing, and need no permission but their token.
 */
@ApplicationScoped
class OriginCheck {

  private final AllowedOrigins allowed;

  @Inject
  OriginCheck(KithConfig settings) {
    this(settings.allowedOrigins().orElse(List.of()));
  }

  OriginCheck(List<String> allowed) {
    this.allowed = AllowedOrigins.of(allowed);
  }

  boolean allow(HttpServerRequest request) {
    return allow(
        request.getHeader("Origin"),
        request.getHeader("Host"),
        request.getHeader("X-Forwarded-Host"));
  }

  /** Whether a page of that origin may, where the client has asked for that host. */
  boolean allow(@Nullable String origin, @Nullable String host, @Nullable String forwardedHost) {
    return origin == null
        || allowed.allows(origin)
        || authority(origin)
            .filter(page -> isAny(page, Stream.of(Optional.ofNullable(host), first(forwardedHost))))
            .isPresent();
  }

  private static boolean isAny(String page, Stream<Optional<String>> hosts) {
    return hosts.flatMap(Optional::stream).anyMatch(page::equalsIgnoreCase);
  }

  /** Each proxy adds one behind; the first is what the client has asked for. */
  private static Optional<String> first(@Nullable String forwardedHosts) {
    return Optional.ofNullable(forwardedHosts).map(hosts -> hosts.split(",", 2)[0].strip());
  }

  /** Host and port as a browser's Host header has them: it leaves out the scheme's own port. */
  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(new URI(origin).getRawAuthority());
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
  }
}
