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
 * Check of the web page that opens a session. A browser opens a WebSocket for any page and only
 * names the page's origin. Programs that are not browsers send no origin; their token is enough.
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

  /** Returns whether a page of that origin may open a session on that host. */
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

  /**
   * Returns the host that the client asked for: the first one, because each proxy appends its own.
   */
  private static Optional<String> first(@Nullable String forwardedHosts) {
    return Optional.ofNullable(forwardedHosts).map(hosts -> hosts.split(",", 2)[0].strip());
  }

  /**
   * Returns host and port as in a browser's {@code Host} header, which omits the default port of
   * the scheme.
   */
  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(new URI(origin).getRawAuthority());
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
  }
}
