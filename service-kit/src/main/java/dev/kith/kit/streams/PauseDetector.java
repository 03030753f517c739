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
 * Notices that this process stood still (it was stopped, or its machine was): others may have taken
 * over its partitions then, and its stores say what is no longer true until it has heard of that.
 */
@ApplicationScoped
public class PauseDetector {

  private static final Logger LOG = LoggerFactory.getLogger(PauseDetector.class);
  private static final Duration TICK = Duration.ofMillis(200);

  /** Half a session timeout: nobody else has taken over before. */
  private static final long TOO_LONG = Duration.ofSeconds(5).toNanos();

  /** By then the group has answered whether this node is still a member. */
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
    watcher = Thread.ofPlatform().daemon().name("standstill").start(this::watch);
  }

  void stop(@Observes ShutdownEvent event) {
    var running = watcher;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Whether what the stores here say may be out of date. */
  public boolean isInDoubt() {
    var now = nanoTime.getAsLong();
    return now - lastTick > TOO_LONG || doubtUntil - now > 0;
  }

  /** To be called more often than anything could take over. */
  void tick() {
    var now = nanoTime.getAsLong();
    if (now - lastTick > TOO_LONG) {
      LOG.warn(
          "Stood still for {} ms: others may have taken over",
          Duration.ofNanos(now - lastTick).toMillis());
      // before the tick, so that there is no moment without doubt
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
