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

/** The open sessions of this node: how many each user may have, and when each is looked after. */
@ApplicationScoped
public class Sessions {

  /** One look at all in place of two timers for each. */
  private static final long BETWEEN_LOOKS = 500;

  private final Set<Session> open = ConcurrentHashMap.newKeySet();
  private final Map<Address, Integer> perUser = new ConcurrentHashMap<>();
  private final int mostPerUser;
  private final PresenceClaims claims;
  private final long pingInterval;
  private final Vertx vertx;
  private final long timer;

  Sessions(NotifierConfig settings, PresenceClaims claims, MeterRegistry metrics, Vertx vertx) {
    this.claims = claims;
    this.mostPerUser = settings.sessionsPerUser();
    this.pingInterval = settings.pingInterval().toMillis();
    this.vertx = vertx;
    this.timer = vertx.setPeriodic(BETWEEN_LOOKS, _ -> lookAfter(System.currentTimeMillis()));
    metrics.gaugeCollectionSize("kith.sessions", List.of(), open);
  }

  /**
   * False if the user has as many as allowed; otherwise the place is taken until {@link #release}.
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

  public void add(Session session) {
    open.add(session);
    claims.opened(session.subscriber());
  }

  /** Forgets a session that has ended; false if it is not registered any more. */
  public boolean remove(Session session) {
    if (!open.remove(session)) {
      return false;
    }
    claims.closed(session.subscriber(), session.lastSign(System.currentTimeMillis()));
    release(session.subscriber());
    return true;
  }

  /** Pings those whose time it is, and ends those whose token has expired. */
  private void lookAfter(long now) {
    for (var session : open) {
      if (session.hasExpired(now)) {
        session.close(CloseCode.UNAUTHENTICATED, "the token has expired");
      } else {
        session.pingEach(pingInterval, now);
      }
    }
  }

  /** Clients come again, to another node or to this one when it is back. */
  void closeAll(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
    open.forEach(session -> session.close(CloseCode.RESTARTING, "restarting; come again"));
  }
}
