package dev.kith.notifier.asyncapi;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Route {@code GET /q/asyncapi}: the public document, as YAML or with {@code ?format=json} as JSON.
 * Browsers get YAML as plain text, which they show; its own media type they would save as a file.
 */
@Singleton
class AsyncApiRoute {

  private static final int ORDER = 50;

  private final String yaml;
  private final String json;

  AsyncApiRoute() {
    var document = new AsyncApiDocument();
    this.yaml = document.yaml();
    this.json = document.json();
  }

  void install(@Observes Router router) {
    router
        .route("/q/asyncapi")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .order(ORDER)
        .handler(this::answer);
  }

  private void answer(RoutingContext context) {
    var asJson = "json".equalsIgnoreCase(context.request().getParam("format"));
    context
        .response()
        .putHeader("Content-Type", asJson ? "application/json" : typeOfYaml(context.request()))
        .putHeader("Cache-Control", "no-cache")
        .putHeader("Vary", "Accept")
        .end(asJson ? json : yaml);
  }

  private static String typeOfYaml(HttpServerRequest request) {
    var accepted = request.getHeader("Accept");
    return accepted != null && accepted.contains("text/html")
        ? "text/plain;charset=UTF-8"
        : "application/yaml;charset=UTF-8";
  }
}
