package dev.kith.profile.view;

import dev.kith.domain.Address;
import dev.kith.kit.auth.CachedCaller;
import dev.kith.kit.auth.TokenCache;
import dev.kith.kit.http.TimingEqualizer;
import dev.kith.kit.membership.PauseDetector;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.profile.cache.ProfileCache;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Recognizer of requests about one user's profile that need nothing of the REST layer (ADR 27): the
 * token was verified before, the user's partition is on this node, and no header asks for more than
 * the usual response. All other requests are passed on to the resources.
 */
@ApplicationScoped
public class DirectRequests {

  /**
   * Order of the direct routes: before all handlers of the framework, but after the handler that
   * records the arrival of a request, which the resources need.
   */
  public static final int ORDER = TimingEqualizer.ORDER + 1;

  /** Path of the direct routes. */
  public static final String PATH = "/v1/users/:address/profile";

  public static final String JSON = "application/json";

  private static final String BEARER = "Bearer ";
  private static final String ME = "me";

  private final ProfileCache cache;
  private final PartitionOwners partitionOwners;
  private final PauseDetector pauseDetector;
  private final TokenCache tokens;

  DirectRequests(
      ProfileCache cache,
      PartitionOwners partitionOwners,
      PauseDetector pauseDetector,
      TokenCache tokens) {
    this.cache = cache;
    this.partitionOwners = partitionOwners;
    this.pauseDetector = pauseDetector;
    this.tokens = tokens;
  }

  /**
   * Caller and user of a request.
   *
   * @param part the cache of the user's partition
   */
  public record DirectRequest(CachedCaller caller, Address owner, ProfileCache.Part part) {}

  /** Empty if the request has to be passed on to the resource. */
  public Optional<DirectRequest> of(RoutingContext context) {
    var request = context.request();
    return isPlain(request) && !pauseDetector.isInDoubt()
        ? caller(request).flatMap(caller -> of(caller, context.pathParam("address")))
        : Optional.empty();
  }

  /**
   * The cache of a user's partition; empty if the partition is elsewhere, or if its stores may be
   * behind what was acknowledged.
   */
  Optional<ProfileCache.Part> part(Address owner) {
    var partition = partitionOwners.of(owner);
    return cache.part(partition).filter(_ -> partitionOwners.isCaughtUp(partition));
  }

  private static boolean isPlain(HttpServerRequest request) {
    var accepted = request.getHeader(HttpHeaders.ACCEPT);
    return request.query() == null
        && (accepted == null || accepted.equals("*/*") || accepted.equals(JSON))
        && request.getHeader(Headers.AFTER) == null
        && request.getHeader(HttpHeaders.IF_MATCH) == null
        && request.getHeader(HttpHeaders.ORIGIN) == null;
  }

  private Optional<CachedCaller> caller(HttpServerRequest request) {
    var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return authorization == null || !authorization.startsWith(BEARER)
        ? Optional.empty()
        : tokens.cached(authorization.substring(BEARER.length()));
  }

  private Optional<DirectRequest> of(CachedCaller caller, String named) {
    if (caller.address().isEmpty() && !caller.isBackend()) {
      return Optional.empty();
    }
    return (named.equals(ME) ? caller.address() : Address.parse(named))
        .filter(owner -> !owner.isGroup())
        .flatMap(owner -> part(owner).map(part -> new DirectRequest(caller, owner, part)));
  }
}
