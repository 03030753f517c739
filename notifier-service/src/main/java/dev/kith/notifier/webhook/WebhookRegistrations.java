package dev.kith.notifier.webhook;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A fold of {@code kith.webhooks}. Compaction leaves the parts of a webhook in any order, so each
 * is kept for itself; one reader's thread touches it.
 */
public final class WebhookRegistrations {

  private final Map<String, Webhook> webhooks = new HashMap<>();
  private final Map<String, StopReason> stops = new HashMap<>();
  private final Map<String, Map<Integer, DeliveryProgress>> deliveryProgress = new HashMap<>();

  public void put(String id, Object part) {
    switch (part) {
      case Webhook webhook -> webhooks.put(id, webhook);
      case StopReason stopReason -> stops.put(id, stopReason);
      case DeliveryProgress place ->
          deliveryProgress.computeIfAbsent(id, _ -> new HashMap<>()).put(place.partition(), place);
      default -> throw new IllegalArgumentException("No part of a webhook: " + part);
    }
  }

  /** The webhook has been deleted, and with it all that was known of it. */
  public void remove(String id) {
    webhooks.remove(id);
    stops.remove(id);
    deliveryProgress.remove(id);
  }

  /** All webhooks that there are, the oldest first. */
  public Map<String, WebhookRegistration> all() {
    var all = new LinkedHashMap<String, WebhookRegistration>();
    webhooks.values().stream()
        .sorted(Comparator.comparing(Webhook::createdAt).thenComparing(Webhook::id))
        .forEach(webhook ->
            all.put(
                webhook.id(),
                new WebhookRegistration(
                    webhook,
                    Optional.ofNullable(stops.get(webhook.id())),
                    deliveryProgress.getOrDefault(webhook.id(), Map.of()))));
    return all;
  }
}
