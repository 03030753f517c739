package dev.kith.profile.view;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Presence;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Profile;
import dev.kith.domain.Settings;
import dev.kith.kit.auth.CachedCaller;
import dev.kith.kit.auth.TokenCache;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.http.TimingEqualizer;
import dev.kith.kit.limits.BudgetClient;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.kit.streams.PauseDetector;
import dev.kith.profile.cache.CachedProfile;
import dev.kith.profile.cache.EncodedView;
import dev.kith.profile.cache.ProfileCache;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Route of {@code GET /v1/users/{u}/profile} that answers most reads from the {@link ProfileCache},
 * without the REST layer (ADR 29). It sends only 200 and 304, with the same bytes as the resource;
 * every other request, such as one with an unknown token or about a user of whom the caller sees
 * nothing, goes on to the resource.
 */
@ApplicationScoped
class CachedReadRoute {

  /**
   * Before all handlers of the framework. The arrival of a request that goes on to the resource is
   * noted already.
   */
  private static final int ORDER = TimingEqualizer.ORDER + 1;

  private static final String JSON = "application/json";
  private static final String BEARER = "Bearer ";
  private static final CharSequence CONTENT_TYPE =
      HttpHeaders.createOptimized(JSON + ";charset=UTF-8");
  private static final String REVALIDATED =
      RuntimeDelegate.getInstance()
          .createHeaderDelegate(CacheControl.class)
          .toString(Headers.revalidated());

  private final ProfileCache cache;
  private final PartitionOwners partitionOwners;
  private final PauseDetector pauseDetector;
  private final TokenCache tokens;
  private final BudgetClient budget;
  private final ViewResponse responses;

  CachedReadRoute(
      ProfileCache cache,
      PartitionOwners partitionOwners,
      PauseDetector pauseDetector,
      TokenCache tokens,
      BudgetClient budget,
      ViewResponse responses) {
    this.cache = cache;
    this.partitionOwners = partitionOwners;
    this.pauseDetector = pauseDetector;
    this.tokens = tokens;
    this.budget = budget;
    this.responses = responses;
  }

  void install(@Observes Router router) {
    router.get("/v1/users/:address/profile").order(ORDER).handler(this::read);
  }

  private void read(RoutingContext context) {
    var request = context.request();
    Optional<EncodedView> answer;
    try {
      answer =
          isPlain(request) && !pauseDetector.isInDoubt()
              ? caller(request).flatMap(caller -> seen(caller, context.pathParam("address")))
              : Optional.empty();
    } catch (InvalidStateStoreException | PartitionOwners.NotHere moving) {
      answer = Optional.empty();
    }
    answer.ifPresentOrElse(view -> send(context, view), context::next);
  }

  /** Whether nothing but the caller and the address decides the response. */
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

  private Optional<EncodedView> seen(CachedCaller caller, String named) {
    var viewer = caller.address();
    var owner =
        (named.equals("me") ? viewer : Address.parse(named)).filter(address -> !address.isGroup());
    if (owner.isEmpty() || (viewer.isEmpty() && !caller.isBackend())) {
      return Optional.empty();
    }
    return part(owner.get())
        .flatMap(part ->
            caller.isSelfOrBackend(owner.get())
                ? whole(part, owner.get())
                : seen(part, owner.get(), viewer.get()));
  }

  private Optional<ProfileCache.Part> part(Address owner) {
    return cache.part(partitionOwners.of(owner));
  }

  private Optional<EncodedView> whole(ProfileCache.Part part, Address owner) {
    var facts = new Facts(part, owner, part.profile(owner));
    return encoded(facts, ViewedProfile.whole(owner, facts));
  }

  private Optional<EncodedView> seen(ProfileCache.Part part, Address owner, Address viewer) {
    var viewerPart = part(viewer);
    if (!budget.isFree(viewer, owner)
        && viewerPart.filter(it -> BudgetClient.isHeld(it.halfEdge(viewer, owner))).isEmpty()) {
      return Optional.empty();
    }
    var facts = new Facts(part, owner, part.profile(owner));
    var seen = ViewedProfile.of(owner, facts, viewer);
    if (seen.presence().filter(shown -> !(shown instanceof PresenceView.Roughly)).isEmpty()) {
      return encoded(facts, seen);
    }
    return viewerPart.flatMap(it -> encoded(facts, reciprocal(it, viewer, owner, seen)));
  }

  /** Like {@link PresenceViews}, for a viewer whose partition is on this node. */
  private static ViewedProfile reciprocal(
      ProfileCache.Part part, Address viewer, Address owner, ViewedProfile seen) {
    var own = part.profile(viewer);
    var isExact =
        new PresencePolicy(viewer, own.profile(), own.settings())
            .isExactTo(owner, part.halfEdge(viewer, owner));
    return isExact
        ? seen
        : new ViewedProfile(
            seen.view(), seen.presence().map(shown -> shown.roughly(Instant.now())));
  }

  /** Empty if there is nothing to see, or if the task stopped while it was read. */
  private Optional<EncodedView> encoded(Facts facts, ViewedProfile seen) {
    if (seen.view().isNothing() || !facts.part().isOpen()) {
      return Optional.empty();
    }
    return Optional.of(
        seen.presence().isPresent()
            ? responses.encoded(seen)
            : facts.cached().encoded(seen.view(), _ -> responses.encoded(seen)));
  }

  private static void send(RoutingContext context, EncodedView view) {
    var response = context.response();
    response.putHeader(HttpHeaders.ETAG, '"' + view.tag().getValue() + '"');
    response.putHeader(HttpHeaders.CACHE_CONTROL, REVALIDATED);
    var known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && Preconditions.isKnown(null, known, view.tag())) {
      response.setStatusCode(304).end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE).end(view.json());
    }
  }

  /** Facts of one owner from the cache; the profile is read once. */
  private record Facts(ProfileCache.Part part, Address owner, CachedProfile cached)
      implements OwnerFacts {

    @Override
    public Profile profile() {
      return cached.profile();
    }

    @Override
    public Settings settings() {
      return cached.settings();
    }

    @Override
    public Presence presence() {
      return cached.presence();
    }

    @Override
    public HalfEdge halfEdgeTo(Address viewer) {
      return part.halfEdge(owner, viewer);
    }
  }
}
