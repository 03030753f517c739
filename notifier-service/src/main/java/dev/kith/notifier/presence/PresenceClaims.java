package dev.kith.notifier.presence;

import dev.kith.domain.Address;
import dev.kith.kit.journal.Appender;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.notifier.NotifierConfig;
import dev.kith.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writer of this node's presence claims. It claims a user when their first session opens and
 * withdraws the claim when their last session ends. It writes a heartbeat, every fifth of the node
 * timeout, to each partition in which it has claimed users.
 *
 * <p>Each run of the process has a new random node name, so that its claims are not mistaken for
 * those of an earlier run. If the node could not write heartbeats for half the timeout, others may
 * count it as dead: it takes a new name and claims all its users again.
 */
@ApplicationScoped
public class PresenceClaims {

  private static final Logger LOG = LoggerFactory.getLogger(PresenceClaims.class);

  /** Heartbeats per node timeout. */
  private static final int HEARTBEATS_PER_TIMEOUT = 5;

  private static final int NAME_BYTES = 8;
  private static final long SHUTDOWN_TIMEOUT_MILLIS = 2_000;

  private final Appender appender;
  private final PartitionOwners partitionOwners;
  private final Duration nodeTimeout;
  private final Counter claims;
  private final Map<Address, Integer> open = new ConcurrentHashMap<>();
  private final Map<Address, Long> lastSigns = new ConcurrentHashMap<>();
  private final Set<Address> pending = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("presence-claims").daemon().factory());

  // touched on the thread only
  private final Set<Address> claimed = new HashSet<>();
  private final Map<Integer, Address> heartbeatKeys = new HashMap<>();
  private String node = newName();
  private volatile long lastHeartbeat = System.nanoTime();
  private volatile boolean stopping;

  PresenceClaims(
      Appender appender,
      PartitionOwners partitionOwners,
      NotifierConfig settings,
      MeterRegistry metrics) {
    this.appender = appender;
    this.partitionOwners = partitionOwners;
    this.nodeTimeout = settings.presence().nodeTimeout();
    this.claims = metrics.counter("kith.presence.claims");
  }

  void start(@Observes StartupEvent event) {
    var between = nodeTimeout.dividedBy(HEARTBEATS_PER_TIMEOUT).toMillis();
    var _ = thread.scheduleWithFixedDelay(this::heartbeat, between, between, TimeUnit.MILLISECONDS);
  }

  /** Counts a session of the user that was opened on this node. */
  public void opened(Address user) {
    if (open.merge(user, 1, Integer::sum) == 1) {
      changed(user);
    }
  }

  /**
   * Counts a session of the user that has ended.
   *
   * @param lastSign when its client was last heard, in milliseconds
   */
  public void closed(Address user, long lastSign) {
    lastSigns.merge(user, lastSign, Math::max);
    if (open.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1) == null) {
      changed(user);
    }
  }

  /** Withdraws all claims of this node. The nodes to which its users reconnect claim them anew. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    try {
      CompletableFuture.runAsync(() -> writeHeartbeat(node, true).join(), thread)
          .get(SHUTDOWN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warn("Could not announce the shutdown to presence: {}", failure.toString());
    }
    thread.shutdownNow();
  }

  private void changed(Address user) {
    pending.add(user);
    if (!stopping) {
      thread.execute(this::claimPending);
    }
  }

  private void claimPending() {
    List.copyOf(pending)
        .forEach(user -> {
          // removed first, so that a change from now on makes it pending again
          pending.remove(user);
          claim(user);
        });
  }

  /** Writes the user's present state if it differs from the last one that was written. */
  private void claim(Address user) {
    var present = open.containsKey(user);
    var lastSign = present ? null : lastSigns.remove(user);
    if (stopping || present == claimed.contains(user)) {
      return;
    }
    setClaimed(user, present);
    claims.increment();
    var claim =
        present
            ? new PresenceClaim.Arrived(node, user)
            : new PresenceClaim.Left(node, user, silence(lastSign));
    var _ =
        appender
            .appendInOrder(
                Topics.PRESENCE_CLAIMS, user, UUID.randomUUID().toString(), claim.write())
            .exceptionally(failure -> {
              LOG.warn("Presence claim failed, retrying: {}", failure.getMessage());
              if (lastSign != null) {
                lastSigns.merge(user, lastSign, Math::max);
              }
              thread.execute(() -> retryLater(user, present));
              return null;
            });
  }

  private static Duration silence(@Nullable Long lastSign) {
    return lastSign == null
        ? Duration.ZERO
        : Duration.ofMillis(Math.max(0, System.currentTimeMillis() - lastSign));
  }

  private void setClaimed(Address user, boolean present) {
    if (present) {
      claimed.add(user);
    } else {
      claimed.remove(user);
    }
  }

  /** Schedules a claim whose outcome is unknown for the next heartbeat. */
  private void retryLater(Address user, boolean present) {
    setClaimed(user, !present);
    pending.add(user);
  }

  private void heartbeat() {
    try {
      if (System.nanoTime() - lastHeartbeat > nodeTimeout.dividedBy(2).toNanos()) {
        claimAllAnew();
      }
      claimPending();
      var at = System.nanoTime();
      var _ = writeHeartbeat(node, false).thenRun(() -> lastHeartbeat = at);
    } catch (RuntimeException failure) {
      // an exception would cancel the periodic heartbeat
      LOG.warn("Heartbeat to presence failed", failure);
    }
  }

  private void claimAllAnew() {
    LOG.info("No heartbeat confirmed for half the node timeout: claiming all sessions anew");
    var before = node;
    var keysBefore = Map.copyOf(heartbeatKeys);
    node = newName();
    lastHeartbeat = System.nanoTime();
    heartbeatKeys.clear();
    claimed.clear();
    pending.addAll(open.keySet());
    claimPending();
    keysBefore
        .values()
        .forEach(place -> {
          var _ = writeHeartbeat(before, place, true);
        });
  }

  /** Writes a heartbeat to each partition in which this node has claimed users. */
  private CompletableFuture<?> writeHeartbeat(String name, boolean leaving) {
    var here = new HashSet<Integer>();
    claimed.forEach(user -> here.add(partitionOwners.of(user)));
    return CompletableFuture.allOf(
        here.stream()
            .map(partition -> writeHeartbeat(name, heartbeatKey(partition), leaving))
            .toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<?> writeHeartbeat(String name, Address place, boolean leaving) {
    var claim = leaving ? new PresenceClaim.Leaving(name) : new PresenceClaim.Alive(name);
    return appender.appendInOrder(
        Topics.PRESENCE_CLAIMS, place, UUID.randomUUID().toString(), claim.write());
  }

  /** Returns a key that is placed in that partition, because every record is placed by its key. */
  private Address heartbeatKey(int partition) {
    return heartbeatKeys.computeIfAbsent(
        partition,
        wanted -> {
          var number = 0;
          var place = new Address(node + "-" + number);
          while (partitionOwners.of(place) != wanted) {
            place = new Address(node + "-" + ++number);
          }
          return place;
        });
  }

  private static String newName() {
    var bytes = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
