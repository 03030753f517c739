package dev.kith.profile.view;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Presence;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Profile;
import dev.kith.domain.Settings;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.limits.BudgetClient;
import dev.kith.kit.problem.Headers;
import dev.kith.profile.cache.CachedProfile;
import dev.kith.profile.cache.EncodedView;
import dev.kith.profile.cache.ProfileCache;
import dev.kith.profile.view.DirectRequests.DirectRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.time.Instant;
import java.util.Optional;

/**
 * Route of {@code GET /v1/users/{u}/profile} that answers most reads from the {@link ProfileCache},
 * without the REST layer (ADR 27). It sends only 200 and 304, with the same bytes as the resource;
 * a read that shows nothing, or that costs budget, is passed on to the resource.
 */
@ApplicationScoped
class CachedReadRoute {

  private static final CharSequence CONTENT_TYPE =
      HttpHeaders.createOptimized(DirectRequests.JSON + ";charset=UTF-8");
  private static final String REVALIDATED =
      RuntimeDelegate.getInstance()
          .createHeaderDelegate(CacheControl.class)
          .toString(Headers.revalidated());

  private final DirectRequests requests;
  private final BudgetClient budget;
  private final ViewResponse responses;

  CachedReadRoute(DirectRequests requests, BudgetClient budget, ViewResponse responses) {
    this.requests = requests;
    this.budget = budget;
    this.responses = responses;
  }

  void install(@Observes Router router) {
    router.get(DirectRequests.PATH).order(DirectRequests.ORDER).handler(this::read);
  }

  private void read(RoutingContext context) {
    Optional<EncodedView> answer;
    try {
      answer = requests.of(context).flatMap(this::seen);
    } catch (RuntimeException moving) {
      // the resource answers with the error
      answer = Optional.empty();
    }
    answer.ifPresentOrElse(view -> send(context, view), context::next);
  }

  private Optional<EncodedView> seen(DirectRequest request) {
    var owner = request.owner();
    return request.caller().isSelfOrBackend(owner)
        ? whole(request.part(), owner)
        : seen(request.part(), owner, request.caller().address().orElseThrow());
  }

  private Optional<EncodedView> whole(ProfileCache.Part part, Address owner) {
    var facts = new Facts(part, owner, part.profile(owner));
    return encoded(facts, ViewedProfile.whole(owner, facts));
  }

  private Optional<EncodedView> seen(ProfileCache.Part part, Address owner, Address viewer) {
    var viewerPart = requests.part(viewer);
    if (!budget.isFree(viewer, owner)
        && viewerPart.filter(it -> BudgetClient.isHeld(it.halfEdge(viewer, owner))).isEmpty()) {
      return Optional.empty();
    }
    var facts = new Facts(part, owner, part.profile(owner));
    var seen = ViewedProfile.of(owner, facts, viewer);
    if (!part.profile(owner).equals(facts.cached())) {
      // the owner may have hidden something before showing the rest to this viewer
      return Optional.empty();
    }
    if (seen.presence().filter(shown -> !(shown instanceof PresenceView.Roughly)).isEmpty()) {
      return encoded(facts, seen);
    }
    // the viewer's rules count as well, so that part must be open, too
    return viewerPart.flatMap(
        it -> encoded(facts, reciprocal(it, viewer, owner, seen)).filter(_ -> it.isOpen()));
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
    var known = context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH);
    if (!known.isEmpty() && Preconditions.isKnown(null, String.join(",", known), view.tag())) {
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
