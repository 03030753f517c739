package dev.kith.bench.measure;

import java.time.Duration;

/**
 * Result of one side in one round.
 *
 * @param done requests answered as they should be
 * @param refused requests answered in another way
 * @param processor processor time that profile-service took for it
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

  /** Of profile-service's processor time, for one request. */
  double processorMicros() {
    return processor.toNanos() / 1e3 / Math.max(1, done + refused);
  }
}
