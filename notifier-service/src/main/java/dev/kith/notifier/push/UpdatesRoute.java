package dev.kith.notifier.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Problem;
import dev.kith.kit.http.RawProblem;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.streams.StreamsLife;
import dev.kith.kit.streams.StreamsState;
import dev.kith.notifier.NotifierSettings;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * {@code GET /v1/users/{u}/updates}: checks the token before the upgrade, then hands the socket to
 * a {@link Session}.
 *
 * <p>On Vert.x itself rather than on an endpoint framework: what a session costs, and when it may
 * write, is decided here.
 */
@ApplicationScoped
class UpdatesRoute {

  private static final int ORDER = 50;
  private static final int TOKEN_EXPIRED = 4401;

  private final JWTParser tokens;
  private final Sessions sessions;
  private final SessionParts parts;
  private final StreamsLife streams;
  private final Partitions partitions;
  private final NotifierSettings settings;
  private final ObjectMapper json;
  private final Vertx vertx;

  UpdatesRoute(
      JWTParser tokens,
      Sessions sessions,
      SessionParts parts,
      StreamsLife streams,
      Partitions partitions,
      NotifierSettings settings,
      ObjectMapper json,
      Vertx vertx) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.parts = parts;
    this.streams = streams;
    this.partitions = partitions;
    this.settings = settings;
    this.json = json;
    this.vertx = vertx;
  }

  void install(@Observes Router router) {
    router.get("/v1/users/:address/updates").order(ORDER).handler(this::upgrade);
  }

  private void upgrade(RoutingContext context) {
    var request = context.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      refuse(
          context,
          Problem.Kind.UPGRADE_REQUIRED,
          "Connect with a WebSocket client, offering the subprotocol kith.v1.");
      return;
    }
    var text =
        SocketToken.find(
                request.getHeader("Authorization"), request.getHeader("Sec-WebSocket-Protocol"))
            .orElse("");
    request.pause();
    // the first token may have to wait for the issuer's keys
    vertx
        .executeBlocking(() -> parse(text), false)
        .onSuccess(token ->
            token.ifPresentOrElse(
                valid -> admit(context, text, valid),
                () ->
                    refuse(
                        context,
                        Problem.Kind.UNAUTHENTICATED,
                        "Offer the subprotocols kith.v1 and bearer.TOKEN, or send an Authorization header, with a token that is valid and not expired.")));
  }

  private Optional<JsonWebToken> parse(String text) {
    try {
      return Optional.of(tokens.parse(text));
    } catch (ParseException invalid) {
      return Optional.empty();
    }
  }

  private void admit(RoutingContext context, String text, JsonWebToken token) {
    var caller = new Caller(token);
    var named = context.pathParam("address");
    var user =
        named.equals("me") ? caller.address() : Address.parse(named).filter(it -> !it.isGroup());
    if (user.isEmpty()) {
      refuse(context, Problem.Kind.INVALID_FIELD, Address.RULE);
    } else if (!caller.isSelfOrBackend(user.get())) {
      refuse(context, Problem.Kind.FORBIDDEN, "A user's token opens that user's updates only.");
    } else if (streams.state() != StreamsState.RUNNING
        && streams.state() != StreamsState.RESTORING) {
      refuse(context, Problem.Kind.NOT_READY, "The notifier is starting; come again shortly.");
    } else if (!sessions.reserve(user.get())) {
      refuse(
          context,
          Problem.Kind.TOO_MANY_SESSIONS,
          "Close one of this user's other sessions first.");
    } else {
      context
          .request()
          .toWebSocket()
          .onSuccess(socket -> start(socket, user.get(), text, token))
          .onFailure(failure -> sessions.release(user.get()));
    }
  }

  private void start(ServerWebSocket socket, Address user, String text, JsonWebToken token) {
    var subscription = new Session.Subscription(user, partitions.of(user), "Bearer " + text);
    var session = new Session(new Screen(socket), vertx.getOrCreateContext(), subscription, parts);
    var ping = vertx.setPeriodic(settings.pingInterval().toMillis(), _ -> session.ping());
    var remaining = Math.max(1, token.getExpirationTime() * 1_000 - System.currentTimeMillis());
    var expiry =
        vertx.setTimer(remaining, _ -> session.close(TOKEN_EXPIRED, "the token has expired"));
    sessions.add(session);
    socket.closeHandler(ignored -> {
      vertx.cancelTimer(ping);
      vertx.cancelTimer(expiry);
      sessions.remove(session);
      session.closed();
    });
    session.begin();
  }

  private void refuse(RoutingContext context, Problem.Kind kind, String detail) {
    RawProblem.send(context, json, Problem.of(kind, detail));
  }
}
