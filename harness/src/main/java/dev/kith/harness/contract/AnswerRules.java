package dev.kith.harness.contract;

import dev.kith.harness.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Check of a response: whether its status, headers and body are documented. */
final class AnswerRules {

  /** Headers of HTTP and of the tus protocol, which the documents do not list. */
  private static final Set<String> OF_PROTOCOLS =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "date",
          "keep-alive",
          "transfer-encoding",
          "tus-resumable");

  private final Schemas schemas;

  AnswerRules(Schemas schemas) {
    this.schemas = schemas;
  }

  List<String> ofOperation(Place operation, Exchange exchange) {
    return operation
        .find("responses", Integer.toString(exchange.status()))
        .map(response -> violations(response, exchange))
        .orElse(List.of("status " + exchange.status() + " is not documented"));
  }

  List<String> violations(Place response, Exchange exchange) {
    var violations = new ArrayList<String>();
    headers(response, exchange, violations);
    if (!exchange.method().equals("HEAD")) {
      body(response, exchange, violations);
    }
    return violations;
  }

  private void headers(Place response, Exchange exchange, List<String> violations) {
    var documented = new HeaderPlaces(response.find("headers"));
    exchange
        .headers()
        .forEach((name, values) -> {
          if (OF_PROTOCOLS.contains(HeaderPlaces.key(name))) {
            return;
          }
          documented
              .find(name)
              .ifPresentOrElse(
                  header ->
                      header
                          .find("schema")
                          .ifPresent(schema ->
                              schemas
                                  .errors(schema, values.getFirst())
                                  .forEach(
                                      error -> violations.add("header " + name + ": " + error))),
                  () -> violations.add("header " + name + " is not documented"));
        });
    documented.required().stream()
        .filter(name -> HeaderPlaces.value(exchange.headers(), name).isEmpty())
        .forEach(name -> violations.add("header " + name + " is missing"));
  }

  private void body(Place response, Exchange exchange, List<String> violations) {
    var content = response.find("content");
    if (content.isEmpty()) {
      if (!exchange.body().isEmpty()) {
        violations.add("a body is not documented");
      }
      return;
    }
    var type = mediaType(exchange.headers());
    content
        .get()
        .find(type)
        .ifPresentOrElse(
            documented -> {
              if (type.endsWith("json")) {
                documented
                    .find("schema")
                    .ifPresent(schema ->
                        violations.addAll(schemas.errors(schema, Json.parse(exchange.body()))));
              }
            },
            () -> violations.add("the type '" + type + "' is not documented"));
  }

  static String mediaType(Map<String, List<String>> headers) {
    return HeaderPlaces.value(headers, "Content-Type").orElse("").split(";", 2)[0].strip();
  }
}
