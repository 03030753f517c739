package dev.kith.kit.trace;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Meter filter that restricts the label {@code uri} to routes of the API. Without it, requests that
 * fail before routing would be labelled with their path, including addresses, each as a series of
 * its own.
 */
@Singleton
public class RouteLabels implements MeterFilter {

  static final String OTHER = "OTHER";

  private static final String LABEL = "uri";
  private static final String METHOD = "method";

  /** A client may send any token as a method, and each would become a separate series. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Route parameter; its regular expression is removed. */
  private static final Pattern PARAMETER =
      Pattern.compile("\\{(kind|address|peer|id|token|resource)(?::[^}]*)?}");

  private static final Pattern PARAMETER_SEGMENT =
      Pattern.compile("\\{(kind|address|peer|id|token|resource)}(:(rotate|test))?");

  /** Quarkus' own paths, and its labels for requests without a route. */
  private static final Set<String> OF_QUARKUS =
      Set.of(
          "q",
          "health",
          "live",
          "ready",
          "started",
          "metrics",
          "openapi",
          "swagger-ui",
          "asyncapi",
          "notifier",
          "root",
          "NOT_FOUND",
          "REDIRECTION",
          "UNKNOWN",
          "CLIENT_ERROR",
          "SERVER_ERROR",
          "CORS-PREFLIGHT");

  @Override
  public Meter.Id map(Meter.Id id) {
    var uri = id.getTag(LABEL);
    var labelled = uri == null ? id : id.withTag(Tag.of(LABEL, route(uri)));
    var method = id.getTag(METHOD);
    return method == null || METHODS.contains(method)
        ? labelled
        : labelled.withTag(Tag.of(METHOD, OTHER));
  }

  static String route(String uri) {
    var plain = PARAMETER.matcher(uri).replaceAll("{$1}");
    var segments = plain.split("/", -1);
    for (var index = 0; index < segments.length; index++) {
      var before = index == 0 ? "" : segments[index - 1];
      if (!isKnown(before, segments[index])) {
        return OTHER;
      }
    }
    return plain;
  }

  private static boolean isKnown(String before, String segment) {
    return PARAMETER_SEGMENT.matcher(segment).matches()
        || OF_QUARKUS.contains(segment)
        || MaskedPath.isWord(before, segment);
  }
}
