package dev.kith.notifier.webhook;

import java.util.Map;
import java.util.Optional;

/** All that is known of one webhook: what was registered, what became of it, how far it is. */
public record WebhookRegistration(
    Webhook webhook, Optional<StopReason> lastStop, Map<Integer, DeliveryProgress> reached) {

  public WebhookRegistration {
    reached = Map.copyOf(reached);
  }

  /** Nothing while it is sent to. */
  public Optional<StopReason> stopped() {
    return lastStop.filter(stop -> stop.generation() == webhook.generation());
  }

  public boolean isSentTo() {
    return webhook.enabled() && stopped().isEmpty();
  }

  /** How far it is in a partition, where its group has no offset any more. */
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
