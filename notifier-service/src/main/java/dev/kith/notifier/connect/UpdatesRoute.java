package dev.kith.notifier.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.TokenFault;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.limits.RateLimiter;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.RawProblem;
import dev.kith.kit.streams.StreamsLifecycle;
import dev.kith.kit.streams.StreamsState;
import dev.kith.notifier.session.DeliveryMetrics;
import dev.kith.notifier.session.Session;
import dev.kith.notifier.session.SessionRegistry;
import dev.kith.notifier.session.SessionToken;
import dev.kith.notifier.session.TokenVerifier;
import dev.kith.notifier.wire.SocketRefusal;
import dev.kith.notifier.wire.SocketToken;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Route of {@code GET /v1/users/{u}/updates}: checks the origin and the token of a request, then
 * opens a {@link Session} on a WebSocket or an event stream.
 *
 * <p>It uses Vert.x directly instead of an endpoint framework, to control the memory of a session
 * and the moment of each write.
 */
@ApplicationScoped
class UpdatesRoute {

  private static final int ORDER = 50;

  /** Statuses of temporary refusals. */
  private static final Set<Integer> PASSING = Set.of(429, 503);

  private final OriginCheck originCheck;
  private final TokenVerifier tokens;
  private final SessionRegistry sessionRegistry;
  private final SessionOpener sessionOpener;
  private final StreamsLifecycle streams;
  private final ObjectMapper json;
  private final DeliveryMetrics deliveryMetrics;
  private final RateLimiter rates;

  UpdatesRoute(
      OriginCheck originCheck,
      TokenVerifier tokens,
      SessionRegistry sessionRegistry,
      SessionOpener sessionOpener,
      StreamsLifecycle streams,
      ObjectMapper json,
      DeliveryMetrics deliveryMetrics,
      KithConfig settings) {
    this.originCheck = originCheck;
    this.tokens = tokens;
    this.sessionRegistry = sessionRegistry;
    this.sessionOpener = sessionOpener;
    this.streams = streams;
    this.json = json;
    this.deliveryMetrics = deliveryMetrics;
    this.rates = new RateLimiter(settings.rates().sessions(), settings.rates().sessionsBurst());
  }

  void install(@Observes Router router) {
    router.get("/v1/users/:address/updates").order(ORDER).handler(this::open);
  }

  private void open(RoutingContext context) {
    var request = context.request();
    if (!SocketToken.isSocket(request) && !SessionOpener.isEventStream(request)) {
      refuse(
          context,
          Problem.Kind.UPGRADE_REQUIRED,
          "Connect with a WebSocket client, offering the subprotocol kith.v1, or ask for an event stream with 'Accept: text/event-stream'.");
    } else if (!originCheck.allow(request)) {
      refuse(
          context,
          Problem.Kind.ORIGIN_NOT_ALLOWED,
          "Name this page's origin in kith.allowed-origins, or serve the page from this host.");
    } else {
      checkToken(context);
    }
  }

  private void checkToken(RoutingContext context) {
    var request = context.request();
    var text =
        SocketToken.find(
                request.getHeader("Authorization"), request.getHeader("Sec-WebSocket-Protocol"))
            .orElse("");
    request.pause();
    tokens
        .check(text)
        .onFailure(context::fail)
        .onSuccess(verification ->
            verification
                .token()
                .ifPresentOrElse(
                    valid -> admit(context, text, valid),
                    () -> refuseToken(context, verification.fault().orElse(TokenFault.OTHER))));
  }

  private void refuseToken(RoutingContext context, TokenFault fault) {
    context.response().putHeader("WWW-Authenticate", fault.challenge());
    refuse(
        context,
        Problem.Kind.UNAUTHENTICATED,
        fault == TokenFault.MISSING
            ? "Offer the subprotocols kith.v1 and bearer.TOKEN, or send an Authorization header."
            : fault.detail());
  }

  private void admit(RoutingContext context, String text, JsonWebToken token) {
    var named = context.pathParam("address");
    var user =
        named.equals("me")
            ? new Caller(token).address()
            : Address.parse(named).filter(it -> !it.isGroup());
    if (user.isEmpty()) {
      refuse(context, Problem.Kind.INVALID_FIELD, Address.RULE);
    } else if (!SessionToken.isGoodFor(user.get(), token)) {
      refuse(context, Problem.Kind.FORBIDDEN, "A user's token opens that user's updates only.");
    } else if (streams.state() != StreamsState.RESTORING && !streams.state().isReady()) {
      refuse(context, Problem.Kind.NOT_READY, "The notifier is starting; reconnect shortly.");
    } else if (!isWithinRate(user.get(), token)) {
      deliveryMetrics.refusedForRate();
      refuse(
          context,
          Problem.Kind.TOO_MANY_REQUESTS,
          "Open fewer sessions, and wait longer after each that ended.");
    } else if (!sessionRegistry.reserve(user.get())) {
      refuse(
          context,
          Problem.Kind.TOO_MANY_SESSIONS,
          "Close one of this user's other sessions first.");
    } else {
      sessionOpener.enter(context.request(), user.get(), SessionToken.of(text, token));
    }
  }

  private boolean isWithinRate(Address user, JsonWebToken token) {
    return new Caller(token).isBackend() || rates.take(user.text()).isEmpty();
  }

  private void refuse(RoutingContext context, Problem.Kind kind, String detail) {
    var problem = Problem.of(kind, detail);
    if (PASSING.contains(problem.status())) {
      context.response().putHeader("Retry-After", "1");
    }
    if (SocketRefusal.isFor(context.request())) {
      SocketRefusal.send(context.request(), problem);
    } else {
      RawProblem.send(context, json, problem);
    }
  }
}
