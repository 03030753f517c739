package dev.kith.notifier.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.kit.streams.Partitions;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions for those who may have them, on a WebSocket or an event stream. */
@ApplicationScoped
class Doorway {

  private static final Logger LOG = LoggerFactory.getLogger(Doorway.class);

  /** What a browser sends by itself when it connects an event stream again. */
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Sessions sessions;
  private final SessionParts parts;
  private final Partitions partitions;
  private final TokenCheck tokens;
  private final ObjectMapper json;
  private final Vertx vertx;

  Doorway(
      Sessions sessions,
      SessionParts parts,
      Partitions partitions,
      TokenCheck tokens,
      ObjectMapper json,
      Vertx vertx) {
    this.sessions = sessions;
    this.parts = parts;
    this.partitions = partitions;
    this.tokens = tokens;
    this.json = json;
    this.vertx = vertx;
  }

  static boolean isSocket(HttpServerRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  static boolean isEventStream(HttpServerRequest request) {
    var accept = request.getHeader("Accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains(EventScreen.MEDIA_TYPE);
  }

  /** Opens a session, for which a place is reserved already. */
  void enter(HttpServerRequest request, Address user, Pass pass) {
    if (!isSocket(request)) {
      openEvents(request, user, pass);
      return;
    }
    var channel = FrameGuard.channel(request);
    request
        .toWebSocket()
        .onSuccess(socket -> openSocket(socket, channel, subscription(request, user), pass))
        .onFailure(failure -> sessions.release(user));
  }

  private void openSocket(
      ServerWebSocket socket,
      ChannelHandlerContext channel,
      Session.Subscription subscription,
      Pass pass) {
    var session = session(new SocketScreen(socket, channel), subscription, pass);
    var limit = parts.settings().maximumFrame();
    var said = new ClientFrames(session, tokens, parts.frames(), json, limit);
    // a connection that breaks is no failure: the close handler sees to it
    socket.exceptionHandler(failure -> LOG.debug("A session's connection broke", failure));
    FrameGuard.guard(channel, session);
    socket.frameHandler(frame -> {
      if (session.isOpen()) {
        said.take(frame, System.currentTimeMillis());
      }
    });
    socket.closeHandler(_ -> ended(session));
    session.begin();
  }

  private void openEvents(HttpServerRequest request, Address user, Pass pass) {
    var response = request.response();
    var screen = new EventScreen(response, parts.frames());
    var session = session(screen, subscription(request, user), pass);
    // the connection may go, or the stream end while the connection stays
    var isOver = new AtomicBoolean();
    response.closeHandler(_ -> endedOnce(session, isOver));
    response.endHandler(_ -> endedOnce(session, isOver));
    response.exceptionHandler(_ -> endedOnce(session, isOver));
    request.resume();
    screen.begin();
    session.begin();
  }

  private Session session(Screen screen, Session.Subscription subscription, Pass pass) {
    var session = new Session(screen, vertx.getOrCreateContext(), subscription, pass, parts);
    sessions.add(session);
    return session;
  }

  private void endedOnce(Session session, AtomicBoolean isOver) {
    if (isOver.compareAndSet(false, true)) {
      ended(session);
    }
  }

  private void ended(Session session) {
    sessions.remove(session);
    session.closed();
  }

  private Session.Subscription subscription(HttpServerRequest request, Address user) {
    return new Session.Subscription(user, partitions.of(user), since(request));
  }

  /** Where the client was; a word that is none of ours is as good as none. */
  private static Optional<Cursor> since(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(LAST_EVENT_ID))
        .or(() -> Optional.ofNullable(request.getParam("cursor")))
        .flatMap(Cursor::parse);
  }
}
