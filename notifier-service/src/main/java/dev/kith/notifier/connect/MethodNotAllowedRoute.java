package dev.kith.notifier.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.RawProblem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Route that answers every method but {@code GET} on the path of sessions with 405, as the REST
 * resources do.
 */
@ApplicationScoped
class MethodNotAllowedRoute {

  /** After {@link UpdatesRoute}, which handles {@code GET}. */
  private static final int ORDER = 51;

  private final ObjectMapper json;

  MethodNotAllowedRoute(ObjectMapper json) {
    this.json = json;
  }

  void install(@Observes Router router) {
    router.route("/v1/users/:address/updates").order(ORDER).handler(this::refuse);
  }

  private void refuse(RoutingContext context) {
    context.response().putHeader("Allow", "GET");
    RawProblem.send(context, json, Problem.of(Problem.Kind.METHOD_NOT_ALLOWED, "It takes GET."));
  }
}
