package dev.kith.notifier.presence;

import dev.kith.domain.Address;
import dev.kith.kit.journal.Appender;
import dev.kith.kit.streams.Partitions;
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
 * Says which users have sessions on this node: once when the first is opened, once when the last
 * has ended, and every few seconds, to each partition where such users are, that the node is alive.
 *
 * <p>The node goes by a name that nobody had before, so that nobody takes its claims for those of
 * the process that was here before. If it could not say for long that it is alive, it may count as
 * dead by now: it takes another name, and claims everybody anew.
 */
@ApplicationScoped
public class PresenceClaims {

  private static final Logger LOG = LoggerFactory.getLogger(PresenceClaims.class);

  /** How often a node is heard before it counts as dead. */
  private static final int BEATS = 5;

  private static final int NAME_BYTES = 8;
  private static final long FAREWELL_MILLIS = 2_000;

  private final Appender appender;
  private final Partitions partitions;
  private final Duration nodeTimeout;
  private final Counter claims;
  private final Map<Address, Integer> open = new ConcurrentHashMap<>();
  private final Map<Address, Long> lastSigns = new ConcurrentHashMap<>();
  private final Set<Address> unsaid = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("presence-claims").daemon().factory());

  // touched on the thread only
  private final Set<Address> said = new HashSet<>();
  private final Map<Integer, Address> places = new HashMap<>();
  private String node = newName();
  private volatile long heardAt = System.nanoTime();
  private volatile boolean stopping;

  PresenceClaims(
      Appender appender, Partitions partitions, NotifierConfig settings, MeterRegistry metrics) {
    this.appender = appender;
    this.partitions = partitions;
    this.nodeTimeout = settings.presence().nodeTimeout();
    this.claims = metrics.counter("kith.presence.claims");
  }

  void start(@Observes StartupEvent event) {
    var between = nodeTimeout.dividedBy(BEATS).toMillis();
    var _ = thread.scheduleWithFixedDelay(this::beat, between, between, TimeUnit.MILLISECONDS);
  }

  /** The user has one more session here. */
  public void opened(Address user) {
    if (open.merge(user, 1, Integer::sum) == 1) {
      changed(user);
    }
  }

  /**
   * The user has one less.
   *
   * @param lastSign when that one's peer was last known to be there, in milliseconds
   */
  public void closed(Address user, long lastSign) {
    lastSigns.merge(user, lastSign, Math::max);
    if (open.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1) == null) {
      changed(user);
    }
  }

  /** All that this node has claimed ends; where its users go next, they are claimed anew. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    try {
      CompletableFuture.runAsync(() -> sayAlive(node, true).join(), thread)
          .get(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warn("Left without a farewell: {}", failure.toString());
    }
    thread.shutdownNow();
  }

  private void changed(Address user) {
    unsaid.add(user);
    if (!stopping) {
      thread.execute(this::sayAll);
    }
  }

  private void sayAll() {
    List.copyOf(unsaid)
        .forEach(user -> {
          // first, so that whatever changes from now on is said the next time
          unsaid.remove(user);
          say(user);
        });
  }

  /** Says what is true by now, if that is something else than was said. */
  private void say(Address user) {
    var present = open.containsKey(user);
    var lastSign = present ? null : lastSigns.remove(user);
    if (stopping || present == said.contains(user)) {
      return;
    }
    said(user, present);
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
              LOG.warn("A claim has to be made again: {}", failure.getMessage());
              if (lastSign != null) {
                lastSigns.merge(user, lastSign, Math::max);
              }
              thread.execute(() -> unsaid(user, present));
              return null;
            });
  }

  private static Duration silence(@Nullable Long lastSign) {
    return lastSign == null
        ? Duration.ZERO
        : Duration.ofMillis(Math.max(0, System.currentTimeMillis() - lastSign));
  }

  private void said(Address user, boolean present) {
    if (present) {
      said.add(user);
    } else {
      said.remove(user);
    }
  }

  /** It may have been heard or not; it is said again with the next beat. */
  private void unsaid(Address user, boolean present) {
    said(user, !present);
    unsaid.add(user);
  }

  private void beat() {
    try {
      if (System.nanoTime() - heardAt > nodeTimeout.dividedBy(2).toNanos()) {
        beginAnew();
      }
      sayAll();
      var at = System.nanoTime();
      var _ = sayAlive(node, false).thenRun(() -> heardAt = at);
    } catch (RuntimeException failure) {
      // an exception would end the beats
      LOG.warn("This node could not say that it is alive", failure);
    }
  }

  private void beginAnew() {
    LOG.info("This node was not heard for long: its sessions are claimed anew");
    var before = node;
    var placesBefore = Map.copyOf(places);
    node = newName();
    heardAt = System.nanoTime();
    places.clear();
    said.clear();
    unsaid.addAll(open.keySet());
    sayAll();
    placesBefore
        .values()
        .forEach(place -> {
          var _ = sayAlive(before, place, true);
        });
  }

  /** To each partition where it has claimed anybody. */
  private CompletableFuture<?> sayAlive(String name, boolean leaving) {
    var here = new HashSet<Integer>();
    said.forEach(user -> here.add(partitions.of(user)));
    return CompletableFuture.allOf(
        here.stream()
            .map(partition -> sayAlive(name, place(partition), leaving))
            .toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<?> sayAlive(String name, Address place, boolean leaving) {
    var claim = leaving ? new PresenceClaim.Leaving(name) : new PresenceClaim.Alive(name);
    return appender.appendInOrder(
        Topics.PRESENCE_CLAIMS, place, UUID.randomUUID().toString(), claim.write());
  }

  /** A key that is placed in that partition, as every record is placed by its key. */
  private Address place(int partition) {
    return places.computeIfAbsent(
        partition,
        wanted -> {
          var number = 0;
          var place = new Address(node + "-" + number);
          while (partitions.of(place) != wanted) {
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
