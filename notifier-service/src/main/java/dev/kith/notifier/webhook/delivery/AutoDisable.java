package dev.kith.notifier.webhook.delivery;

import dev.kith.notifier.webhook.DeliveryProgress;
import dev.kith.notifier.webhook.StopReason;
import dev.kith.notifier.webhook.Webhook;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a webhook whose receiver is gone or has failed for too long, so that all nodes know. */
final class AutoDisable {

  private static final Logger LOG = LoggerFactory.getLogger(AutoDisable.class);

  private static final long NONE = -1;

  private final DeliveryContext parts;
  private volatile long ended = NONE;

  AutoDisable(DeliveryContext parts) {
    this.parts = parts;
  }

  /**
   * From then on this node sends nothing; the others, as soon as they have read it. One that was
   * enabled again meanwhile is another generation, and goes on.
   */
  boolean hasCome(Webhook webhook) {
    return ended == webhook.generation();
  }

  /** Ends it if it has failed for as long as it may. */
  void checkPatience(Webhook webhook, DeliveryProgress deliveryProgress, Instant now) {
    var since = deliveryProgress.failingSince().orElse(now);
    if (Duration.between(since, now).compareTo(parts.giveUpAfter) >= 0) {
      var cause = deliveryProgress.lastFailure().map(DeliveryProgress.Failure::cause).orElse("");
      end(webhook, "It has failed since " + since + "; the last time: " + cause);
    }
  }

  /** If that cannot be written down, the next failure tries again. */
  void end(Webhook webhook, String why) {
    if (hasCome(webhook)) {
      return;
    }
    ended = webhook.generation();
    LOG.warn("Webhook {} to {} is stopped: {}", webhook.id(), webhook.url(), why);
    parts.metrics.counter("kith.webhooks.stops", "webhook", webhook.id()).increment();
    var stopReason = new StopReason(webhook.generation(), Instant.now(), why);
    var _ =
        parts
            .webhookLog
            .write(webhook.id(), stopReason)
            .exceptionally(notWritten -> {
              ended = NONE;
              return null;
            });
  }
}
