package dev.kith.notifier.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.RawProblem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The path of sessions takes {@code GET} only, and says so as the resources do. */
@ApplicationScoped
class MethodNotAllowedRoute {

  /** Behind {@link UpdatesRoute}, which takes what there is to take. */
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
