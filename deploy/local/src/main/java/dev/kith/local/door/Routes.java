package dev.kith.local.door;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which service answers for which path. The ingress in {@code deploy/kubernetes} has the same
 * table.
 */
public final class Routes {

  private static final Map<String, Service> BY_RESOURCE =
      Map.ofEntries(
          Map.entry("contacts", Service.CONTACT_GRAPH),
          Map.entry("contacts:sync", Service.CONTACT_GRAPH),
          Map.entry("syncs", Service.CONTACT_GRAPH),
          Map.entry("budget", Service.CONTACT_GRAPH),
          Map.entry("budget:draw", Service.CONTACT_GRAPH),
          Map.entry("blocks", Service.CONTACT_GRAPH),
          Map.entry("pairs", Service.CONTACT_GRAPH),
          Map.entry("settings", Service.CONTACT_GRAPH),
          Map.entry("can-message", Service.CONTACT_GRAPH),
          Map.entry("recents", Service.CONTACT_GRAPH),
          Map.entry("suggestions", Service.CONTACT_GRAPH),
          Map.entry("address-book", Service.NOTIFIER),
          Map.entry("updates", Service.NOTIFIER),
          Map.entry("presence", Service.NOTIFIER));

  private static final Pattern RESOURCE_OF_AN_ADDRESS =
      Pattern.compile("/v1/(?:users|groups)/[^/]+/([^/]+).*");

  private static final Pattern WEBHOOKS = Pattern.compile("/v1/webhooks(?:/.*)?");

  /** Its contract, and the document of its frames and of all topics. */
  private static final Pattern OF_NOTIFIER = Pattern.compile("/q/(?:openapi/notifier|asyncapi)/?");

  private static final Pattern CONTACTS_CONTRACT = Pattern.compile("/q/openapi/contacts/?");

  private static final Pattern DOCUMENTATION = Pattern.compile("/q/(?:openapi|swagger-ui)(?:/.*)?");

  private Routes() {}

  /** Empty for a path that no service has; {@code path} is as sent, without the query. */
  public static Optional<Service> serviceFor(String path) {
    if (CONTACTS_CONTRACT.matcher(path).matches()) {
      return Optional.of(Service.CONTACT_GRAPH);
    }
    if (OF_NOTIFIER.matcher(path).matches() || WEBHOOKS.matcher(path).matches()) {
      return Optional.of(Service.NOTIFIER);
    }
    if (DOCUMENTATION.matcher(path).matches()) {
      return Optional.of(Service.PROFILE);
    }
    if (!path.equals("/v1") && !path.startsWith("/v1/")) {
      return Optional.empty();
    }
    Matcher resource = RESOURCE_OF_AN_ADDRESS.matcher(path);
    return Optional.of(
        resource.matches()
            ? BY_RESOURCE.getOrDefault(decoded(resource.group(1)), Service.PROFILE)
            : Service.PROFILE);
  }

  /** {@code contacts%3Async} is {@code contacts:sync}. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return segment;
    }
  }
}
