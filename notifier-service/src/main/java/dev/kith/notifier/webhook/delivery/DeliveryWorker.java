package dev.kith.notifier.webhook.delivery;

import dev.kith.notifier.webhook.WebhookRegistration;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread that delivers one webhook on this node. It replaces a {@link WebhookDelivery} that failed
 * by a new one.
 */
final class DeliveryWorker {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

  private final DeliveryContext parts;
  private final Optional<DeliveryWorker> before;
  private final Thread thread;
  private WebhookRegistration webhookRegistration;
  private @Nullable WebhookDelivery webhookDelivery;
  private boolean stopped;

  private DeliveryWorker(
      WebhookRegistration webhookRegistration,
      DeliveryContext parts,
      Optional<DeliveryWorker> before) {
    this.webhookRegistration = webhookRegistration;
    this.parts = parts;
    this.before = before;
    this.thread =
        Thread.ofPlatform()
            .name("webhook-" + webhookRegistration.webhook().id())
            .unstarted(this::run);
  }

  /**
   * Starts a worker. It begins after the previous one has ended, because a node joins a consumer
   * group only once.
   */
  static DeliveryWorker start(
      WebhookRegistration webhookRegistration,
      DeliveryContext parts,
      Optional<DeliveryWorker> before) {
    var deliveryWorker = new DeliveryWorker(webhookRegistration, parts, before);
    deliveryWorker.thread.start();
    return deliveryWorker;
  }

  /**
   * Passes on a change of the registration. Returns false if the worker is stopped, so that another
   * one has to be started.
   */
  synchronized boolean follow(WebhookRegistration newer) {
    webhookRegistration = newer;
    if (webhookDelivery != null && !stopped) {
      webhookDelivery.follow(newer);
    }
    return !stopped;
  }

  synchronized void stop() {
    stopped = true;
    if (webhookDelivery != null) {
      webhookDelivery.stop();
    }
  }

  boolean hasEnded() {
    return !thread.isAlive();
  }

  void awaitEnd(Duration within) throws InterruptedException {
    thread.join(within);
  }

  private void run() {
    try {
      if (before.isPresent()) {
        before.get().thread.join();
      }
      var next = newDelivery();
      while (next.isPresent()) {
        deliver(next.get());
        next = newDelivery();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(WebhookDelivery delivering) throws InterruptedException {
    try {
      delivering.run();
    } catch (RuntimeException failure) {
      if (!isStopped()) {
        LOG.error(
            "Delivery of webhook {} failed, restarting",
            webhookRegistration.webhook().id(),
            failure);
        Thread.sleep(PAUSE_AFTER_FAILURE);
      }
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private synchronized Optional<WebhookDelivery> newDelivery() {
    if (stopped) {
      return Optional.empty();
    }
    var consumer =
        new KafkaConsumer<>(
            parts.consumer(webhookRegistration.webhook().id()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    webhookDelivery = new WebhookDelivery(webhookRegistration, parts, consumer);
    return Optional.of(webhookDelivery);
  }
}
