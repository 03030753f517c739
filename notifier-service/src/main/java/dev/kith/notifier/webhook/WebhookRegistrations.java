package dev.kith.notifier.webhook;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fold of {@code kith.webhooks}. Compaction leaves the records of a webhook in any order, so each
 * is stored separately. Confined to the thread of one reader.
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
      default -> throw new IllegalArgumentException("Not a part of a webhook: " + part);
    }
  }

  /** Removes a deleted webhook with its stop and progress. */
  public void remove(String id) {
    webhooks.remove(id);
    stops.remove(id);
    deliveryProgress.remove(id);
  }

  /** Returns all webhooks, oldest first. */
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
