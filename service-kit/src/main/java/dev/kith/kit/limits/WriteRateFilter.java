package dev.kith.kit.limits;

import dev.kith.kit.auth.Caller;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how often a user may write, by the subject of the verified token. A request that another
 * node has the data for is passed on before, and counted there; backends may write as they like.
 *
 * <p>Without a scope of its own: a singleton would be made when Quarkus prepares its routes, before
 * there are settings. The buckets are made with the first write.
 */
public class WriteRateFilter {

  /** Other services draw on a user's budget for what that user reads there. */
  private static final String DRAW = "/budget:draw";

  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final WriteRateLimiter buckets;
  private final Caller caller;

  WriteRateFilter(WriteRateLimiter buckets, Caller caller) {
    this.buckets = buckets;
    this.caller = caller;
  }

  /** Nothing: the request goes on. */
  @ServerRequestFilter(nonBlocking = true, priority = Priorities.USER - 1)
  public @Nullable Response bound(ContainerRequestContext request) {
    if (!WRITES.contains(request.getMethod())
        || request.getHeaderString("Authorization") == null
        || request.getUriInfo().getPath().endsWith(DRAW)) {
      return null;
    }
    return caller
        .address()
        .filter(_ -> !caller.isBackend())
        .flatMap(buckets::take)
        .map(wait ->
            ProblemException.retry(
                    Problem.Kind.TOO_MANY_REQUESTS,
                    "Send fewer writes a second, or wait for as long as Retry-After says.",
                    wait)
                .toResponse())
        .orElse(null);
  }
}
