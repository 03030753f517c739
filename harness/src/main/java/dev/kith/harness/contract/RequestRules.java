package dev.kith.harness.contract;

import dev.kith.harness.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Check of an accepted request: whether its parameters and its body are documented. */
final class RequestRules {

  /** Request headers that OpenAPI does not describe as parameters of an operation. */
  private static final Set<String> NO_PARAMETERS =
      Set.of(
          "authorization",
          "content-type",
          "accept",
          "content-length",
          "host",
          "user-agent",
          // W3C Trace Context, with any request
          "traceparent");

  /** Type of a request body with one JSON value a line, for which no schema is checked. */
  private static final String LINES = "application/x-ndjson";

  private final Schemas schemas;
  private final PathTemplate path;
  private final Place item;
  private final Place operation;

  RequestRules(Schemas schemas, PathTemplate path, Place item, Place operation) {
    this.schemas = schemas;
    this.path = path;
    this.item = item;
    this.operation = operation;
  }

  List<String> violations(Exchange exchange) {
    var violations = new ArrayList<String>();
    check("path", path.parameters(exchange.uri()), violations);
    check("query", query(exchange.uri().getRawQuery()), violations);
    check("header", headers(exchange.requestHeaders()), violations);
    body(exchange, violations);
    return violations;
  }

  private void check(String in, Map<String, String> sent, List<String> violations) {
    sent.forEach((name, value) ->
        parameter(in, name)
            .ifPresentOrElse(
                parameter ->
                    parameter
                        .find("schema")
                        .ifPresent(schema ->
                            schemas
                                .errors(schema, value)
                                .forEach(error ->
                                    violations.add(in + " parameter " + name + ": " + error))),
                () -> violations.add(in + " parameter " + name + " is not documented")));
  }

  private Optional<Place> parameter(String in, String name) {
    return Stream.of(operation, item)
        .flatMap(place -> place.find("parameters").stream())
        .flatMap(Place::children)
        .filter(place -> place.text("in").equals(in) && place.text("name").equalsIgnoreCase(name))
        .findFirst();
  }

  private void body(Exchange exchange, List<String> violations) {
    var documented = operation.find("requestBody");
    if (documented.isEmpty()) {
      if (!exchange.requestBody().isEmpty()) {
        violations.add("a body of the request is not documented");
      }
    } else if (isJson(documented.get())) {
      json(documented.get(), exchange, violations);
    }
  }

  /**
   * Returns true if all documented types are JSON. The body of another type cannot be checked: an
   * exchange does not contain binary request bodies.
   */
  private static boolean isJson(Place documented) {
    return documented.find("content").stream()
        .flatMap(Place::names)
        .allMatch(type -> type.endsWith("json"));
  }

  private void json(Place documented, Exchange exchange, List<String> violations) {
    var type = AnswerRules.mediaType(exchange.requestHeaders());
    if (type.equals(LINES)) {
      return;
    }
    documented
        .find("content", type, "schema")
        .ifPresentOrElse(
            schema ->
                schemas
                    .errors(schema, Json.parse(exchange.requestBody()))
                    .forEach(error -> violations.add("request: " + error)),
            () -> violations.add("the type '" + type + "' of the request is not documented"));
  }

  private static Map<String, String> query(@Nullable String query) {
    var values = new TreeMap<String, String>();
    if (query != null) {
      for (var pair : query.split("&", -1)) {
        var parts = pair.split("=", 2);
        values.put(
            PathTemplate.decoded(parts[0]), PathTemplate.decoded(parts.length < 2 ? "" : parts[1]));
      }
    }
    return values;
  }

  private static Map<String, String> headers(Map<String, List<String>> headers) {
    var values = new TreeMap<String, String>();
    headers.forEach((name, all) -> {
      if (!NO_PARAMETERS.contains(HeaderPlaces.key(name))) {
        values.put(name, all.getFirst());
      }
    });
    return values;
  }
}
