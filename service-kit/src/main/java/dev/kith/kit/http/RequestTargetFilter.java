package dev.kith.kit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.http.RequestTarget;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.problem.RawProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Filter that refuses a request whose target has no normal form, and rewrites every other target to
 * its normal form, so that all routes and resources see the same path. It is the first route.
 * Vert.x itself answers targets that are neither a path nor a URL.
 */
@ApplicationScoped
public class RequestTargetFilter {

  /** The first of all routes. */
  static final int ORDER = Integer.MIN_VALUE;

  private final ObjectMapper json;

  RequestTargetFilter(ObjectMapper json) {
    this.json = json;
  }

  void install(@Observes Router router) {
    router.route().order(ORDER).handler(this::check);
  }

  private void check(RoutingContext context) {
    switch (RequestTarget.parse(context.request().uri())) {
      case RequestTarget.Refused refused -> malformed(context, refused.detail());
      case RequestTarget.Server _ -> malformed(context, "Send a path, such as /v1.");
      case RequestTarget.Resource target -> proceed(context, target);
    }
  }

  private void proceed(RoutingContext context, RequestTarget.Resource target) {
    if (target.path().length() > 1
        && target.path().endsWith("/")
        && !target.path().startsWith("/q/")) {
      refuse(context, ProblemException.notFound().problem());
    } else if (target.uri().equals(context.request().uri())) {
      context.next();
    } else {
      if (target.authority() != null) {
        context.request().headers().set(HttpHeaders.HOST, target.authority());
      }
      context.reroute(context.request().method(), target.uri());
    }
  }

  private void malformed(RoutingContext context, String detail) {
    refuse(context, Problem.of(Problem.Kind.MALFORMED_URL, detail));
  }

  private void refuse(RoutingContext context, Problem problem) {
    RawProblem.send(context, json, problem);
  }
}
