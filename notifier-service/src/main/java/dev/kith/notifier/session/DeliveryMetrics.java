package dev.kith.notifier.session;

import dev.kith.kit.trace.Traces;
import dev.kith.notifier.fanout.EventTime;
import dev.kith.notifier.tail.RawUpdate;
import dev.kith.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is counted of sessions, and how traces end on their screens. Thread-safe. */
@Singleton
public class DeliveryMetrics {

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
  private final Counter refused;
  private final Traces traces;

  DeliveryMetrics(MeterRegistry metrics, Traces traces) {
    this.traces = traces;
    delivery =
        Timer.builder("kith.updates.delivery").serviceLevelObjectives(STEPS).register(metrics);
    slow = metrics.counter("kith.sessions.slow");
    refused = metrics.counter("kith.requests.refused", "rate", "sessions");
  }

  /**
   * The way of an update to a screen.
   *
   * @param eventMillis when its event came to the journal, or {@link EventTime#NONE}
   * @param span from here to the frame, if its trace is followed
   */
  record Way(long eventMillis, Span span) {
    static final Way UNKNOWN = new Way(EventTime.NONE, Span.getInvalid());
  }

  /** An update is offered to a session. */
  Way take(RawUpdate record) {
    return new Way(
        record.at(), traces.showing(record.trace(), Topics.UPDATES.name(), record.offset()));
  }

  /** Its frame was handed to the socket. */
  void shown(Way way) {
    way.span().addEvent("frame").end();
    if (way.eventMillis() != EventTime.NONE) {
      // two clocks: the broker's may be ahead
      var took = Math.max(0, System.currentTimeMillis() - way.eventMillis());
      delivery.record(took, TimeUnit.MILLISECONDS);
    }
  }

  /** The opening of a session was refused because its user opens too many a second. */
  public void refusedForRate() {
    refused.increment();
  }

  /** A session was ended because its reader was too slow. */
  void slow() {
    slow.increment();
  }
}
