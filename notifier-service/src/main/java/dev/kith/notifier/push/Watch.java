package dev.kith.notifier.push;

import dev.kith.notifier.streams.EventTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is counted of sessions, for Prometheus. Thread-safe. */
@Singleton
class Watch {

  /** What people can tell apart, and what an operator is called for. */
  private static final Duration[] STEPS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1)
  };

  private final Timer delivery;
  private final Counter slow;

  Watch(MeterRegistry metrics) {
    delivery =
        Timer.builder("kith.updates.delivery").serviceLevelObjectives(STEPS).register(metrics);
    slow = metrics.counter("kith.sessions.slow");
  }

  /** An update's frame was handed to the socket; its event came to the journal at that time. */
  void shown(long eventMillis) {
    if (eventMillis != EventTime.NONE) {
      // two clocks: the broker's may be ahead
      var took = Math.max(0, System.currentTimeMillis() - eventMillis);
      delivery.record(took, TimeUnit.MILLISECONDS);
    }
  }

  /** A session was ended because its reader was too slow. */
  void slow() {
    slow.increment();
  }
}
