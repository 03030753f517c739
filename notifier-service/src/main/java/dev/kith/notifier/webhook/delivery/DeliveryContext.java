package dev.kith.notifier.webhook.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.notifier.webhook.WebhookConfig;
import dev.kith.notifier.webhook.WebhookLog;
import dev.kith.schemas.WireFormat;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** Dependencies that all deliveries share. */
@Singleton
class DeliveryContext {

  /**
   * Fetch size of a delivery's consumer. It is small, because there may be many deliveries, and
   * receivers that do not answer.
   */
  private static final int FETCHED_BYTES = 256 * 1024;

  private static final int SESSION_TIMEOUT_MILLIS = 10_000;

  final WireFormat wire;
  final UpdateOffsets offsets;
  final WebhookSender webhookSender;
  final WebhookLog webhookLog;
  final MeterRegistry metrics;
  final DeliveryBatcher deliveryBatcher;
  final BackOff backOff;
  final Duration giveUpAfter;
  final Duration timeout;
  private final KithConfig kith;
  private final int updates;

  DeliveryContext(
      KithConfig kith,
      WebhookConfig settings,
      WireFormat wire,
      UpdateOffsets offsets,
      WebhookSender webhookSender,
      WebhookLog webhookLog,
      MeterRegistry metrics,
      ObjectMapper json) {
    this.kith = kith;
    this.wire = wire;
    this.offsets = offsets;
    this.webhookSender = webhookSender;
    this.webhookLog = webhookLog;
    this.metrics = metrics;
    this.updates = settings.updates();
    this.deliveryBatcher = new DeliveryBatcher(updates, settings.maximumBody().asLongValue(), json);
    this.backOff = new BackOff(settings.firstPause(), settings.longestPause());
    this.giveUpAfter = settings.giveUpAfter();
    this.timeout = settings.timeout();
  }

  /** Returns the properties of a consumer in the webhook's group. */
  Map<String, Object> consumer(String webhook) {
    var properties = new KafkaClientConfig(kith).reader("read_committed");
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, offsets.group(webhook));
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "webhook-" + webhook);
    // compaction removes only updates that a later one of the same entry replaces
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, updates);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_BYTES);
    kith.node().id().ifPresent(id -> properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
    return properties;
  }
}
