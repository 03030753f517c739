package dev.kith.notifier.webhook.delivery;

import dev.kith.notifier.webhook.WebhookRegistration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Dispatcher of deliveries: it runs one {@link DeliveryWorker} for each webhook that is enabled and
 * not stopped. Called by the thread of the reader of {@code kith.webhooks}.
 */
@ApplicationScoped
public class DeliveryDispatcher {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

  private final DeliveryContext parts;
  private final Map<String, DeliveryWorker> workers = new HashMap<>();

  DeliveryDispatcher(DeliveryContext parts) {
    this.parts = parts;
  }

  /** Starts and stops workers as the registrations demand. */
  public synchronized void follow(Map<String, WebhookRegistration> all) {
    workers.forEach((id, deliveryWorker) -> {
      var webhookRegistration = all.get(id);
      if (webhookRegistration == null || !webhookRegistration.isSentTo()) {
        deliveryWorker.stop();
      }
    });
    all.forEach((id, webhookRegistration) -> {
      if (webhookRegistration.isSentTo()) {
        workers.compute(
            id,
            (_, deliveryWorker) ->
                following(webhookRegistration, Optional.ofNullable(deliveryWorker)));
      }
    });
    workers.values().removeIf(DeliveryWorker::hasEnded);
  }

  private DeliveryWorker following(
      WebhookRegistration webhookRegistration, Optional<DeliveryWorker> deliveryWorker) {
    if (deliveryWorker.isPresent() && deliveryWorker.get().follow(webhookRegistration)) {
      return deliveryWorker.get();
    }
    return DeliveryWorker.start(webhookRegistration, parts, deliveryWorker);
  }

  /** Stops all workers, then waits for them. */
  public synchronized void stopAll() throws InterruptedException {
    workers.values().forEach(DeliveryWorker::stop);
    var deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
    for (var deliveryWorker : workers.values()) {
      deliveryWorker.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
  }
}
