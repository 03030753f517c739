package dev.kith.notifier.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.notifier.NotifierConfig;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.session.ClientFrames;
import dev.kith.notifier.session.Session;
import dev.kith.notifier.session.SessionContext;
import dev.kith.notifier.session.SessionRegistry;
import dev.kith.notifier.session.SessionToken;
import dev.kith.notifier.session.Subscription;
import dev.kith.notifier.session.TokenVerifier;
import dev.kith.notifier.wire.ClientConnection;
import dev.kith.notifier.wire.FrameGuard;
import dev.kith.notifier.wire.SocketToken;
import dev.kith.notifier.wire.SseConnection;
import dev.kith.notifier.wire.WebSocketConnection;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Factory of sessions on a WebSocket or an event stream, for admitted users. */
@ApplicationScoped
public class SessionOpener {

  private static final Logger LOG = LoggerFactory.getLogger(SessionOpener.class);

  /** Header that browsers send when they reconnect an event stream. */
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final SessionRegistry sessionRegistry;
  private final SessionContext parts;
  private final PartitionOwners partitionOwners;
  private final DeliveryPartitions deliveryPartitions;
  private final int maximumFrame;
  private final TokenVerifier tokens;
  private final ObjectMapper json;
  private final Vertx vertx;

  SessionOpener(
      SessionRegistry sessionRegistry,
      SessionContext parts,
      PartitionOwners partitionOwners,
      DeliveryPartitions deliveryPartitions,
      NotifierConfig settings,
      TokenVerifier tokens,
      ObjectMapper json,
      Vertx vertx) {
    this.sessionRegistry = sessionRegistry;
    this.parts = parts;
    this.partitionOwners = partitionOwners;
    this.deliveryPartitions = deliveryPartitions;
    this.maximumFrame = settings.maximumFrame();
    this.tokens = tokens;
    this.json = json;
    this.vertx = vertx;
  }

  static boolean isEventStream(HttpServerRequest request) {
    var accept = request.getHeader("Accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains(SseConnection.MEDIA_TYPE);
  }

  /** Opens a session that is reserved already ({@link SessionRegistry#reserve}). */
  void enter(HttpServerRequest request, Address user, SessionToken sessionToken) {
    if (!SocketToken.isSocket(request)) {
      openEvents(request, user, sessionToken);
      return;
    }
    try {
      var channel = FrameGuard.channel(request);
      request
          .toWebSocket()
          .onSuccess(
              socket -> openSocket(socket, channel, subscription(request, user), sessionToken))
          .onFailure(failure -> sessionRegistry.release(user));
    } catch (IllegalStateException clientGone) {
      // the client closed its side of the connection while its token was checked
      sessionRegistry.release(user);
      var _ = request.connection().close();
    }
  }

  private void openSocket(
      ServerWebSocket socket,
      ChannelHandlerContext channel,
      Subscription subscription,
      SessionToken sessionToken) {
    var session = session(new WebSocketConnection(socket, channel), subscription, sessionToken);
    if (!FrameGuard.guard(channel, session)) {
      sessionRegistry.release(session.subscriber());
      return;
    }
    var said = new ClientFrames(session, tokens, parts.frames(), json, maximumFrame);
    // a connection that breaks is no failure: the close handler sees to it
    socket.exceptionHandler(failure -> LOG.debug("A session's connection broke", failure));
    socket.frameHandler(frame -> {
      if (session.isOpen()) {
        said.take(frame, System.currentTimeMillis());
      }
    });
    socket.closeHandler(_ -> ended(session));
    begin(session);
  }

  private void openEvents(HttpServerRequest request, Address user, SessionToken sessionToken) {
    var response = request.response();
    var clientConnection = SseConnection.of(request, parts.frames());
    var session = session(clientConnection, subscription(request, user), sessionToken);
    // the connection may go, or the stream end while the connection stays
    response.closeHandler(_ -> ended(session));
    response.endHandler(_ -> ended(session));
    response.exceptionHandler(_ -> ended(session));
    request.resume();
    clientConnection.begin();
    begin(session);
  }

  /** Registers a session whose close handlers are in place, unless its connection is gone. */
  private void begin(Session session) {
    sessionRegistry.add(session);
    if (session.isOpen()) {
      session.begin();
    } else {
      ended(session);
    }
  }

  private Session session(
      ClientConnection clientConnection, Subscription subscription, SessionToken sessionToken) {
    return new Session(
        clientConnection, vertx.getOrCreateContext(), subscription, sessionToken, parts);
  }

  private void ended(Session session) {
    if (sessionRegistry.remove(session)) {
      session.closed();
    }
  }

  private Subscription subscription(HttpServerRequest request, Address user) {
    return new Subscription(
        user, deliveryPartitions.of(user), partitionOwners.of(user), since(request));
  }

  /** The client's cursor; a text that is no cursor is ignored. */
  private static Optional<Cursor> since(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(LAST_EVENT_ID))
        .or(() -> Optional.ofNullable(request.getParam("cursor")))
        .flatMap(Cursor::parse);
  }
}
