package dev.kith.notifier.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * Progress of a webhook in one partition of {@code kith.updates}, with its last success and
 * failure.
 *
 * @param next the first offset that is not delivered
 * @param failingSince empty if the last request succeeded
 */
public record DeliveryProgress(
    long generation,
    int partition,
    long next,
    Optional<Instant> lastSuccess,
    Optional<Failure> lastFailure,
    Optional<Instant> failingSince) {

  /** Request that was not accepted, and why. */
  public record Failure(Instant at, String cause) {}

  public static DeliveryProgress nothing(long generation, int partition, long next) {
    return new DeliveryProgress(
        generation, partition, next, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public DeliveryProgress at(long offset) {
    return new DeliveryProgress(
        generation, partition, offset, lastSuccess, lastFailure, failingSince);
  }

  /** The receiver accepted everything before {@code offset}. */
  public DeliveryProgress succeeded(Instant now, long offset) {
    return new DeliveryProgress(
        generation, partition, offset, Optional.of(now), lastFailure, Optional.empty());
  }

  public DeliveryProgress failed(Instant now, String cause) {
    return new DeliveryProgress(
        generation,
        partition,
        next,
        lastSuccess,
        Optional.of(new Failure(now, cause)),
        Optional.of(failingSince.orElse(now)));
  }

  /**
   * Returns the progress for a generation. Failures from before the webhook was enabled again do
   * not count in the new one.
   */
  public DeliveryProgress in(long newGeneration) {
    return newGeneration == generation
        ? this
        : new DeliveryProgress(
            newGeneration, partition, next, lastSuccess, lastFailure, Optional.empty());
  }
}
