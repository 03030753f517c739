package dev.kith.bench.measure;

import java.time.Duration;

/**
 * Result of one side in one round.
 *
 * @param done requests with status 200, or acknowledged records
 * @param refused requests with another status, or failed records
 * @param processor processor time of profile-service during the round, if it was measured
 */
public record Round(
    Duration length, Latencies latencies, long done, long refused, Duration processor) {

  public Round(Duration length, Latencies latencies, long done, long refused) {
    this(length, latencies, done, refused, Duration.ZERO);
  }

  public Round with(Duration newProcessor) {
    return new Round(length, latencies, done, refused, newProcessor);
  }

  public double rate() {
    return done / (length.toNanos() / 1e9);
  }

  /** Returns the processor time of profile-service for one request, in microseconds. */
  double processorMicros() {
    return processor.toNanos() / 1e3 / Math.max(1, done + refused);
  }
}
