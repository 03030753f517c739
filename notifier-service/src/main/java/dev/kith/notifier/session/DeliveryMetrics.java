package dev.kith.notifier.session;

import dev.kith.kit.trace.Traces;
import dev.kith.notifier.replica.EventTime;
import dev.kith.schemas.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Metrics and trace spans of deliveries to sessions. Thread-safe. */
@Singleton
public class DeliveryMetrics {

  /** Histogram buckets: delays that users notice, and delays that operators are alerted to. */
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

  private final Timer latency;
  private final Counter slow;
  private final Counter refused;
  private final Traces traces;

  public DeliveryMetrics(MeterRegistry metrics, Traces traces) {
    this.traces = traces;
    latency =
        Timer.builder("kith.updates.delivery").serviceLevelObjectives(STEPS).register(metrics);
    slow = metrics.counter("kith.sessions.slow");
    refused = metrics.counter("kith.requests.refused", "rate", "sessions");
  }

  /**
   * Measured delivery of one update.
   *
   * @param eventMillis when its event was appended to the journal, or {@link EventTime#NONE}
   * @param span from the tail to the frame; invalid if the trace is not sampled
   */
  public record Delivery(long eventMillis, Span span) {
    /** Delivery that is not measured. */
    public static final Delivery UNKNOWN = new Delivery(EventTime.NONE, Span.getInvalid());
  }

  /**
   * Starts the delivery of an update to a session.
   *
   * @param eventMillis when its event was appended to the journal, or {@link EventTime#NONE}
   * @param trace of the record, in the form of {@link Traces#parent}
   * @param offset of the record in {@code topic}
   */
  public Delivery started(long eventMillis, byte @Nullable [] trace, Topic topic, long offset) {
    return new Delivery(eventMillis, traces.showing(trace, topic.name(), offset));
  }

  /** Ends the delivery: its frame was handed to the socket. */
  public void delivered(Delivery delivery) {
    delivery.span().addEvent("frame").end();
    if (delivery.eventMillis() != EventTime.NONE) {
      // the broker's clock may be ahead of this node's
      var took = Math.max(0, System.currentTimeMillis() - delivery.eventMillis());
      latency.record(took, TimeUnit.MILLISECONDS);
    }
  }

  /** Counts an opening that was refused because its user opens sessions too fast. */
  public void refusedForRate() {
    refused.increment();
  }

  /** Counts a session that was closed because its client was too slow. */
  public void slow() {
    slow.increment();
  }
}
