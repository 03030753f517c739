package dev.kith.local.console;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rule for requests that only a program or a browser on this machine may send.
 *
 * <p>A loopback connection alone proves nothing: a web page of any site can let the browser send a
 * request to localhost under a host name of that site which resolves to 127.0.0.1 (DNS rebinding),
 * and a proxy on this machine may forward requests of other machines.
 */
final class LocalOnly {

  private static final Pattern HOST =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

  /** Headers of proxies. */
  private static final List<String> OF_PROXIES =
      List.of(
          "Forwarded",
          "Via",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Real-IP");

  /** Values of {@code Sec-Fetch-Site} of a page of the door, and of a user who typed the URL. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private LocalOnly() {}

  /** Returns the reason for a refusal, as a sentence; empty if the request is allowed. */
  static Optional<String> refusal(boolean isLoopback, MultiMap headers) {
    String host = lower(headers, "Host");
    String origin = lower(headers, "Origin");
    String site = lower(headers, "Sec-Fetch-Site");
    if (!isLoopback) {
      return Optional.of("Send the request from the machine that runs Kith.");
    }
    if (OF_PROXIES.stream().anyMatch(headers::contains)) {
      return Optional.of("Send the request without a proxy.");
    }
    if (!HOST.matcher(host).matches()) {
      return Optional.of("Use the host localhost or 127.0.0.1.");
    }
    if (!(origin.isEmpty() || origin.equals("http://" + host))
        || !(site.isEmpty() || OWN_SITES.contains(site))) {
      return Optional.of("Pages of other origins get no token.");
    }
    return Optional.empty();
  }

  private static String lower(MultiMap headers, String name) {
    String value = headers.get(name);
    return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
  }
}
