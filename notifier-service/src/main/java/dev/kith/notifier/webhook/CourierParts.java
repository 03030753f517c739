package dev.kith.notifier.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.KafkaProperties;
import dev.kith.kit.KithSettings;
import dev.kith.schemas.WireFormat;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** What all couriers share. */
@Singleton
class CourierParts {

  /** What a courier reads ahead: there may be many of them, and a receiver that is gone. */
  private static final int FETCHED_BYTES = 256 * 1024;

  private static final int SESSION_TIMEOUT_MILLIS = 10_000;

  final WireFormat wire;
  final UpdateOffsets offsets;
  final Sender sender;
  final Ledger ledger;
  final MeterRegistry metrics;
  final Batching batching;
  final BackOff backOff;
  final Duration giveUpAfter;
  final Duration timeout;
  private final KithSettings kith;
  private final int updates;

  CourierParts(
      KithSettings kith,
      WebhookSettings settings,
      WireFormat wire,
      UpdateOffsets offsets,
      Sender sender,
      Ledger ledger,
      MeterRegistry metrics,
      ObjectMapper json) {
    this.kith = kith;
    this.wire = wire;
    this.offsets = offsets;
    this.sender = sender;
    this.ledger = ledger;
    this.metrics = metrics;
    this.updates = settings.updates();
    this.batching = new Batching(updates, settings.maximumBody().asLongValue(), json);
    this.backOff = new BackOff(settings.firstPause(), settings.longestPause());
    this.giveUpAfter = settings.giveUpAfter();
    this.timeout = settings.timeout();
  }

  /** A member of the webhook's group. */
  Map<String, Object> consumer(String webhook) {
    var properties = new KafkaProperties(kith).reader("read_committed");
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, offsets.group(webhook));
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "webhook-" + webhook);
    // what was compacted away meanwhile is made good by what came after it
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
