package dev.kith.kit.nodes;

import dev.kith.kit.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Filter that answers 404 if a request on another port matches a {@link NodesOnly} resource. */
public class NodesOnlyFilter {

  private final NodePort port;

  NodesOnlyFilter(NodePort port) {
    this.port = port;
  }

  /** Runs for all resources: Quarkus REST cannot order a name-bound filter before the others. */
  @ServerRequestFilter(nonBlocking = true, priority = Priorities.USER - 2)
  public void check(SimpleResourceInfo resource, HttpServerRequest request) {
    if (resource.getResourceClass().isAnnotationPresent(NodesOnly.class)
        && !port.received(request)) {
      throw ProblemException.notFound();
    }
  }
}
