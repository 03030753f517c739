package dev.kith.notifier.webhook.delivery;

import dev.kith.notifier.webhook.WebhookRegistration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Has one {@link DeliveryWorker} for each webhook that is sent to; the tail's thread touches it.
 */
@ApplicationScoped
public class DeliveryDispatcher {

  private static final Duration END_WITHIN = Duration.ofSeconds(8);

  private final DeliveryContext parts;
  private final Map<String, DeliveryWorker> posts = new HashMap<>();

  DeliveryDispatcher(DeliveryContext parts) {
    this.parts = parts;
  }

  /** Starts and stops as it is registered now. */
  public synchronized void follow(Map<String, WebhookRegistration> all) {
    posts.forEach((id, deliveryWorker) -> {
      var webhookRegistration = all.get(id);
      if (webhookRegistration == null || !webhookRegistration.isSentTo()) {
        deliveryWorker.stop();
      }
    });
    all.forEach((id, webhookRegistration) -> {
      if (webhookRegistration.isSentTo()) {
        posts.compute(
            id,
            (_, deliveryWorker) ->
                following(webhookRegistration, Optional.ofNullable(deliveryWorker)));
      }
    });
    posts.values().removeIf(DeliveryWorker::hasEnded);
  }

  private DeliveryWorker following(
      WebhookRegistration webhookRegistration, Optional<DeliveryWorker> deliveryWorker) {
    if (deliveryWorker.isPresent() && deliveryWorker.get().follow(webhookRegistration)) {
      return deliveryWorker.get();
    }
    return DeliveryWorker.start(webhookRegistration, parts, deliveryWorker);
  }

  /** All at once, and then waits for them. */
  public synchronized void stopAll() throws InterruptedException {
    posts.values().forEach(DeliveryWorker::stop);
    var deadline = System.nanoTime() + END_WITHIN.toNanos();
    for (var deliveryWorker : posts.values()) {
      deliveryWorker.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
  }
}
