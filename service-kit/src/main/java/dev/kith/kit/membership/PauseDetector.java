package dev.kith.kit.membership;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detector of pauses of this process or its machine. During a long pause other nodes may take over
 * its partitions. Until each {@link GroupMember} has joined the group again, the process does not
 * know that, its stores may be stale, and requests that waited for it may be superseded.
 */
@ApplicationScoped
public class PauseDetector {

  private static final Logger LOG = LoggerFactory.getLogger(PauseDetector.class);
  private static final Duration TICK = Duration.ofMillis(200);

  /** Half a session timeout; no other node takes over earlier. */
  private static final long TOO_LONG = Duration.ofSeconds(5).toNanos();

  /** Within this time requests that waited during the pause have been read from their sockets. */
  private static final long SETTLED = Duration.ofSeconds(5).toNanos();

  private final List<GroupMember> members = new CopyOnWriteArrayList<>();
  private final AtomicLong pauses = new AtomicLong();
  private final LongSupplier nanoTime;
  private volatile long lastTick;
  private volatile long doubtUntil;
  private volatile @Nullable Thread watcher;

  PauseDetector() {
    this(System::nanoTime);
  }

  PauseDetector(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastTick = nanoTime.getAsLong();
    this.doubtUntil = lastTick;
  }

  void start(@Observes StartupEvent event) {
    lastTick = nanoTime.getAsLong();
    watcher = Thread.ofPlatform().daemon().name("pause-detector").start(this::watch);
  }

  void stop(@Observes ShutdownEvent event) {
    var running = watcher;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Adds a member for a new consumer; it leaves when the consumer is closed. */
  public GroupMember join() {
    var member = new GroupMember(pauses, members);
    members.add(member);
    return member;
  }

  /** Whether other nodes may have taken over partitions of this process. */
  public boolean isInDoubt() {
    var now = nanoTime.getAsLong();
    return now - lastTick > TOO_LONG
        || doubtUntil - now > 0
        || (pauses.get() > 0 && members.stream().anyMatch(member -> !member.isConfirmed()));
  }

  /** Must be called more often than a takeover can happen. */
  void tick() {
    var now = nanoTime.getAsLong();
    if (now - lastTick > TOO_LONG) {
      LOG.warn(
          "Process paused for {} ms; partitions may have been reassigned",
          Duration.ofNanos(now - lastTick).toMillis());
      // before the tick is stored, so that there is no moment without doubt
      doubtUntil = now + SETTLED;
      pauses.incrementAndGet();
    }
    lastTick = now;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(TICK);
        tick();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
