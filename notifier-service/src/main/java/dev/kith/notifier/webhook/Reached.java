package dev.kith.notifier.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a webhook has come in one partition of {@code kith.updates}, and how it went.
 *
 * @param next the first offset that is not delivered
 * @param failingSince nothing if the last request succeeded
 */
public record Reached(
    long generation,
    int partition,
    long next,
    Optional<Instant> lastSuccess,
    Optional<Failure> lastFailure,
    Optional<Instant> failingSince) {

  /** A request that was not taken, and why. */
  public record Failure(Instant at, String cause) {}

  static Reached nothing(long generation, int partition, long next) {
    return new Reached(
        generation, partition, next, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Reached at(long offset) {
    return new Reached(generation, partition, offset, lastSuccess, lastFailure, failingSince);
  }

  /** The receiver took all before {@code offset}. */
  Reached succeeded(Instant now, long offset) {
    return new Reached(
        generation, partition, offset, Optional.of(now), lastFailure, Optional.empty());
  }

  Reached failed(Instant now, String cause) {
    return new Reached(
        generation,
        partition,
        next,
        lastSuccess,
        Optional.of(new Failure(now, cause)),
        Optional.of(failingSince.orElse(now)));
  }

  /** For another generation: what failed before it was enabled again does not count. */
  Reached in(long newGeneration) {
    return newGeneration == generation
        ? this
        : new Reached(newGeneration, partition, next, lastSuccess, lastFailure, Optional.empty());
  }
}
