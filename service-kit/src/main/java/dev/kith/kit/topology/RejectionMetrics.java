package dev.kith.kit.topology;

import io.micrometer.core.instrument.MeterRegistry;

/** Metrics of dead letters and refused events. */
public record RejectionMetrics(MeterRegistry metrics) implements TopologyContext.Counts {

  @Override
  public void deadLetter(String topic, String reason) {
    metrics.counter("kith.dead.letters", "topic", topic, "reason", reason).increment();
  }

  @Override
  public void refused(String topic, String reason) {
    metrics.counter("kith.events.refused", "topic", topic, "reason", reason).increment();
  }
}
