package dev.kith.kit.limits;

import dev.kith.kit.auth.Caller;
import dev.kith.kit.problem.ProblemException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Filter that limits the write rate of a user, by the subject of the verified token. A request for
 * another node is forwarded before this filter and counted there. Backends are not limited.
 *
 * <p>It has no scope: a singleton would be created when Quarkus prepares its routes, before the
 * settings exist. The buckets are created with the first write.
 */
public class WriteRateFilter {

  /** Other services charge this budget when the user reads there. */
  private static final String DRAW = "/budget:draw";

  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final UserWriteBuckets buckets;
  private final Caller caller;

  WriteRateFilter(UserWriteBuckets buckets, Caller caller) {
    this.buckets = buckets;
    this.caller = caller;
  }

  /** Returns null if the request continues. */
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
        .map(ProblemException::toResponse)
        .orElse(null);
  }
}
