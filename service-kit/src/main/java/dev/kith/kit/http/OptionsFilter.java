package dev.kith.kit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.nodes.OwnerRoutingFilter;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.problem.RawProblem;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Filter that answers OPTIONS with the methods of the path. The framework would list the methods of
 * all paths of the resource's class. A resource with its own OPTIONS method answers itself.
 */
@ApplicationScoped
public class OptionsFilter {

  /** Before a request is forwarded: every node supports the same methods. */
  private static final int ORDER = OwnerRoutingFilter.ORDER - 1;

  private final AllowedMethods allowed;
  private final ObjectMapper json;

  OptionsFilter(AllowedMethods allowed, ObjectMapper json) {
    this.allowed = allowed;
    this.json = json;
  }

  void install(@Observes Router router) {
    router.route("/v1/*").method(HttpMethod.OPTIONS).order(ORDER).handler(this::answer);
  }

  private void answer(RoutingContext context) {
    var path = context.request().path();
    var methods = allowed.of(path);
    if (allowed.hasOptions(path)) {
      context.next();
    } else if (methods.size() == 1) {
      RawProblem.send(context, json, ProblemException.notFound().problem());
    } else {
      context.response().setStatusCode(204).putHeader("Allow", String.join(", ", methods)).end();
    }
  }
}
