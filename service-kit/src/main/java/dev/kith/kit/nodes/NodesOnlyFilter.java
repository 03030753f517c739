package dev.kith.kit.nodes;

import dev.kith.kit.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Answers 404 when a resource {@link NodesOnly} was matched by a request on another port. */
public class NodesOnlyFilter {

  private final NodePort port;

  NodesOnlyFilter(NodePort port) {
    this.port = port;
  }

  /** For all resources: Quarkus REST lets none that is bound by name go before the others. */
  @ServerRequestFilter(nonBlocking = true, priority = Priorities.USER - 2)
  public void check(SimpleResourceInfo resource, HttpServerRequest request) {
    if (resource.getResourceClass().isAnnotationPresent(NodesOnly.class)
        && !port.received(request)) {
      throw ProblemException.notFound();
    }
  }
}
