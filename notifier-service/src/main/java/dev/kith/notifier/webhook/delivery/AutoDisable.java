package dev.kith.notifier.webhook.delivery;

import dev.kith.notifier.webhook.DeliveryProgress;
import dev.kith.notifier.webhook.StopReason;
import dev.kith.notifier.webhook.Webhook;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Automatic stop of a webhook whose receiver has answered 410 or has failed for too long; all nodes
 * read of it in {@code kith.webhooks}.
 */
final class AutoDisable {

  private static final Logger LOG = LoggerFactory.getLogger(AutoDisable.class);

  private static final long NONE = -1;

  private final DeliveryContext parts;
  private volatile long stopped = NONE;

  AutoDisable(DeliveryContext parts) {
    this.parts = parts;
  }

  /**
   * Returns whether this node has stopped this generation of the webhook and so sends nothing.
   * Other nodes stop once they have read the record. A webhook that was enabled again is a new
   * generation and continues.
   */
  boolean isStopped(Webhook webhook) {
    return stopped == webhook.generation();
  }

  /** Stops the webhook if it has failed for as long as it may. */
  void stopIfFailingTooLong(Webhook webhook, DeliveryProgress deliveryProgress, Instant now) {
    var since = deliveryProgress.failingSince().orElse(now);
    if (Duration.between(since, now).compareTo(parts.giveUpAfter) >= 0) {
      var cause = deliveryProgress.lastFailure().map(DeliveryProgress.Failure::cause).orElse("");
      stop(webhook, "It has failed since " + since + "; the last time: " + cause);
    }
  }

  /** Stops the webhook. If the record cannot be written, the next failure tries again. */
  void stop(Webhook webhook, String why) {
    if (isStopped(webhook)) {
      return;
    }
    stopped = webhook.generation();
    LOG.warn("Stopped webhook {} to {}: {}", webhook.id(), webhook.url(), why);
    parts.metrics.counter("kith.webhooks.stops", "webhook", webhook.id()).increment();
    var stopReason = new StopReason(webhook.generation(), Instant.now(), why);
    var _ =
        parts
            .webhookLog
            .write(webhook.id(), stopReason)
            .exceptionally(notWritten -> {
              stopped = NONE;
              return null;
            });
  }
}
