package dev.kith.kit.streams;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts dead letters and refused events as metrics. */
record NotFolded(MeterRegistry metrics) implements Reading.Counts {

  @Override
  public void deadLetter(String topic, String reason) {
    metrics.counter("kith.dead.letters", "topic", topic, "reason", reason).increment();
  }

  @Override
  public void refused(String topic, String reason) {
    metrics.counter("kith.events.refused", "topic", topic, "reason", reason).increment();
  }
}
