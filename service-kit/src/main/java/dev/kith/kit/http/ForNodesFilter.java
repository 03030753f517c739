package dev.kith.kit.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers 404 when a resource {@link ForNodes} was matched by a request on another port. */
public class ForNodesFilter {

  private final NodePort port;

  ForNodesFilter(NodePort port) {
    this.port = port;
  }

  /** After filters that do not block, as Quarkus REST demands of one that is bound by name. */
  @ForNodes
  @ServerRequestFilter(priority = Priorities.USER + 1)
  public void check(HttpServerRequest request) {
    if (!port.received(request)) {
      throw ProblemException.notFound();
    }
  }
}
