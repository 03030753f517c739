package dev.kith.notifier.push;

import dev.kith.domain.Address;
import dev.kith.notifier.NotifierSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open sessions of this node, and how many each user may have. */
@ApplicationScoped
class Sessions {

  private final Set<Session> open = ConcurrentHashMap.newKeySet();
  private final Map<Address, Integer> perUser = new ConcurrentHashMap<>();
  private final int mostPerUser;
  private final PresenceClaims claims;

  Sessions(NotifierSettings settings, PresenceClaims claims, MeterRegistry metrics) {
    this.claims = claims;
    this.mostPerUser = settings.sessionsPerUser();
    metrics.gaugeCollectionSize("kith.sessions", List.of(), open);
  }

  /**
   * False if the user has as many as allowed; otherwise the place is taken until {@link #release}.
   */
  boolean reserve(Address user) {
    var count = perUser.merge(user, 1, Integer::sum);
    if (count > mostPerUser) {
      release(user);
    }
    return count <= mostPerUser;
  }

  void release(Address user) {
    perUser.computeIfPresent(user, (ignored, count) -> count == 1 ? null : count - 1);
  }

  void add(Session session) {
    open.add(session);
    claims.opened(session.subscriber());
  }

  void remove(Session session) {
    open.remove(session);
    claims.closed(session.subscriber());
    release(session.subscriber());
  }

  /** Clients come again, to another node or to this one when it is back. */
  void closeAll(@Observes ShutdownEvent event) {
    open.forEach(session -> session.close(1012, "restarting; come again"));
  }
}
