package dev.kith.notifier.webhook.delivery;

import java.time.Duration;
import java.util.Optional;

/** Outcome of one request to a receiver. */
public sealed interface DeliveryOutcome {

  /** Accepted: the receiver answered 2xx. */
  record Taken(int status) implements DeliveryOutcome {}

  /**
   * Not accepted, to be retried.
   *
   * @param cause text for the webhook's backend
   * @param retryAfter pause that the receiver asked for
   */
  record Failed(String cause, Optional<Duration> retryAfter) implements DeliveryOutcome {

    static Failed because(String cause) {
      return new Failed(cause, Optional.empty());
    }
  }

  /** The receiver answered 410: it wants no more requests. */
  record Gone() implements DeliveryOutcome {}
}
