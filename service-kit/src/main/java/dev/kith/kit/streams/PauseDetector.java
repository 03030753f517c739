package dev.kith.kit.streams;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detector of pauses of this process or its machine. After a long pause other nodes may have taken
 * over its partitions, and its stores may be stale until it learns about that.
 */
@ApplicationScoped
public class PauseDetector {

  private static final Logger LOG = LoggerFactory.getLogger(PauseDetector.class);
  private static final Duration TICK = Duration.ofMillis(200);

  /** Half a session timeout; no other node takes over earlier. */
  private static final long TOO_LONG = Duration.ofSeconds(5).toNanos();

  /** Within this time the group has answered whether this node is still a member. */
  private static final long DOUBT = Duration.ofSeconds(5).toNanos();

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

  /** Whether the local stores may be stale. */
  public boolean isInDoubt() {
    var now = nanoTime.getAsLong();
    return now - lastTick > TOO_LONG || doubtUntil - now > 0;
  }

  /** Must be called more often than a takeover can happen. */
  void tick() {
    var now = nanoTime.getAsLong();
    if (now - lastTick > TOO_LONG) {
      LOG.warn(
          "Process paused for {} ms; partitions may have been reassigned",
          Duration.ofNanos(now - lastTick).toMillis());
      // set before the tick, so that there is no moment without doubt
      doubtUntil = now + DOUBT;
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
