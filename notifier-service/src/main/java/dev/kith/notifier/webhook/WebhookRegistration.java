package dev.kith.notifier.webhook;

import java.util.Map;
import java.util.Optional;

/**
 * State of one webhook: its registration, its last automatic stop, and its progress by partition.
 */
public record WebhookRegistration(
    Webhook webhook, Optional<StopReason> lastStop, Map<Integer, DeliveryProgress> reached) {

  public WebhookRegistration {
    reached = Map.copyOf(reached);
  }

  /** Returns the automatic stop that applies now; empty if there is none. */
  public Optional<StopReason> stopped() {
    return lastStop.filter(stop -> stop.generation() == webhook.generation());
  }

  public boolean isSentTo() {
    return webhook.enabled() && stopped().isEmpty();
  }

  /**
   * Returns its progress in a partition, for a consumer group that has no committed offset there.
   */
  public DeliveryProgress reached(int partition) {
    var known = reached.get(partition);
    if (known != null) {
      return known.in(webhook.generation());
    }
    var starts = webhook.startsAt();
    return DeliveryProgress.nothing(
        webhook.generation(), partition, partition < starts.size() ? starts.get(partition) : 0);
  }
}
