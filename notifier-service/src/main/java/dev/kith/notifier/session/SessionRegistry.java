package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.notifier.NotifierConfig;
import dev.kith.notifier.presence.PresenceClaims;
import dev.kith.notifier.wire.CloseCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Registry of the open sessions of this node. It limits the sessions of each user, and a timer
 * pings sessions and ends those whose token has expired.
 */
@ApplicationScoped
public class SessionRegistry {

  /** One timer for all sessions, in milliseconds, instead of two timers for each. */
  private static final long CHECK_INTERVAL = 500;

  private final Set<OpenSession> open = ConcurrentHashMap.newKeySet();
  private final Map<Address, Integer> perUser = new ConcurrentHashMap<>();
  private final int mostPerUser;
  private final PresenceClaims claims;
  private final long pingInterval;
  private final Vertx vertx;
  private final long timer;

  SessionRegistry(
      NotifierConfig settings, PresenceClaims claims, MeterRegistry metrics, Vertx vertx) {
    this.claims = claims;
    this.mostPerUser = settings.sessionsPerUser();
    this.pingInterval = settings.pingInterval().toMillis();
    this.vertx = vertx;
    this.timer = vertx.setPeriodic(CHECK_INTERVAL, _ -> pingOrExpire(System.currentTimeMillis()));
    metrics.gaugeCollectionSize("kith.sessions", List.of(), open);
  }

  /**
   * Reserves one of the user's sessions until {@link #release}; false if the user has the maximum.
   */
  public boolean reserve(Address user) {
    var count = perUser.merge(user, 1, Integer::sum);
    if (count > mostPerUser) {
      release(user);
    }
    return count <= mostPerUser;
  }

  public void release(Address user) {
    perUser.computeIfPresent(user, (ignored, count) -> count == 1 ? null : count - 1);
  }

  public void add(OpenSession session) {
    open.add(session);
    claims.opened(session.subscriber());
  }

  /** Removes a session that has ended; false if it is not registered. */
  public boolean remove(OpenSession session) {
    if (!open.remove(session)) {
      return false;
    }
    claims.closed(session.subscriber(), session.lastSign(System.currentTimeMillis()));
    release(session.subscriber());
    return true;
  }

  /** Pings sessions whose interval has passed, and ends those whose token has expired. */
  private void pingOrExpire(long now) {
    for (var session : open) {
      if (session.hasExpired(now)) {
        session.close(CloseCode.UNAUTHENTICATED, "the token has expired");
      } else {
        session.pingEach(pingInterval, now);
      }
    }
  }

  /** Closes all sessions at shutdown; their clients reconnect. */
  void closeAll(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
    open.forEach(session -> session.close(CloseCode.RESTARTING, "restarting; reconnect"));
  }
}
