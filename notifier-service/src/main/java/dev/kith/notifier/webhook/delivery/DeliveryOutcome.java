package dev.kith.notifier.webhook.delivery;

import java.time.Duration;
import java.util.Optional;

/** What became of one request to a receiver. */
public sealed interface DeliveryOutcome {

  /** Taken: 2xx. */
  record Taken(int status) implements DeliveryOutcome {}

  /**
   * Not taken, to be tried again.
   *
   * @param cause for the webhook's backend to read
   * @param retryAfter what the receiver asked for
   */
  record Failed(String cause, Optional<Duration> retryAfter) implements DeliveryOutcome {

    static Failed because(String cause) {
      return new Failed(cause, Optional.empty());
    }
  }

  /** 410: the receiver wants nothing any more. */
  record Gone() implements DeliveryOutcome {}
}
