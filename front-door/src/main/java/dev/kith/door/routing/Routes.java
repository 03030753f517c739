package dev.kith.door.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Routing table from paths to services; the front door forwards no other path. Services decide on
 * methods. The ingress in {@code deploy/kubernetes} has the same table.
 */
public final class Routes {

  private static final List<String> OF_ANYONE = List.of("users", "groups");
  private static final List<String> OF_USERS = List.of("users");

  private static final List<Route> ALL =
      Stream.of(
              fixed(Service.PROFILE, "/v1", "/v1/users", "/v1/groups"),
              fixed(Service.PROFILE, "/v1/profiles", "/v1/profiles:lookup"),
              fixed(Service.PROFILE, "/v1/pictures:link"),
              fixed(Service.PROFILE, "/q/openapi", "/q/swagger-ui", "/q/swagger-ui/"),
              fixed(Service.PROFILE, "/q/swagger-ui/{file}"),
              of(OF_ANYONE, Service.PROFILE, "profile", "privacy", "history", "picture"),
              of(OF_ANYONE, Service.PROFILE, "privacy:preview"),
              of(OF_ANYONE, Service.PROFILE, "picture/uploads", "picture/uploads/{id}"),
              of(OF_ANYONE, Service.PROFILE, "picture/links/{token}"),
              fixed(Service.CONTACT_GRAPH, "/q/openapi/contacts"),
              of(OF_ANYONE, Service.CONTACT_GRAPH, "contacts", "contacts/{peer}", "blocks/{peer}"),
              of(OF_ANYONE, Service.CONTACT_GRAPH, "pairs/{peer}", "can-message/{peer}"),
              of(OF_ANYONE, Service.CONTACT_GRAPH, "contacts:sync", "syncs/{id}"),
              of(OF_ANYONE, Service.CONTACT_GRAPH, "budget", "budget:draw", "settings", "recents"),
              of(OF_USERS, Service.CONTACT_GRAPH, "suggestions"),
              fixed(Service.NOTIFIER, "/q/openapi/notifier", "/q/asyncapi"),
              of(OF_USERS, Service.NOTIFIER, "address-book", "presence", "updates"),
              fixed(Service.NOTIFIER, "/v1/webhooks", "/v1/webhooks/{id}"),
              fixed(Service.NOTIFIER, "/v1/webhooks/{id}:rotate", "/v1/webhooks/{id}:test"))
          .flatMap(routes -> routes)
          .toList();

  /** Paths without a parameter, found by a map lookup. */
  private static final Map<String, Service> FIXED =
      ALL.stream()
          .filter(route -> !route.template.contains("{"))
          .collect(Collectors.toUnmodifiableMap(Route::template, Route::service));

  private static final List<Route> WITH_PARAMETERS =
      ALL.stream().filter(route -> !FIXED.containsKey(route.template)).toList();

  private record Route(String template, Pattern path, Service service) {}

  private Routes() {}

  /**
   * The service of a path; empty if there is none. {@code path} is in normal form, without the
   * query.
   */
  public static Optional<Service> serviceFor(String path) {
    Service service = FIXED.get(path);
    return service != null
        ? Optional.of(service)
        : WITH_PARAMETERS.stream()
            .filter(route -> route.path.matcher(path).matches())
            .map(Route::service)
            .findFirst();
  }

  /** All path templates of a service, such as {@code /v1/users/{address}/profile}. */
  public static List<String> templatesOf(Service service) {
    return ALL.stream().filter(route -> route.service == service).map(Route::template).toList();
  }

  private static Stream<Route> fixed(Service service, String... templates) {
    return Arrays.stream(templates).map(template -> route(service, template));
  }

  private static Stream<Route> of(List<String> kinds, Service service, String... resources) {
    return kinds.stream()
        .flatMap(kind ->
            Arrays.stream(resources)
                .map(resource -> route(service, "/v1/" + kind + "/{address}/" + resource)));
  }

  /**
   * The pattern of a template. A parameter is one segment, without a colon if the template has a
   * verb.
   */
  private static Route route(Service service, String template) {
    String segment = template.contains("/webhooks/") ? "[^/:]+" : "[^/]+";
    return new Route(template, Pattern.compile(template.replaceAll("\\{\\w+}", segment)), service);
  }
}
