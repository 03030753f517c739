package dev.kith.notifier.webhook.service;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.TopicEnds;
import dev.kith.kit.streams.StreamsLifecycle;
import dev.kith.notifier.updates.UpdatesDemand;
import dev.kith.notifier.webhook.WebhookCodec;
import dev.kith.notifier.webhook.WebhookRegistration;
import dev.kith.notifier.webhook.WebhookRegistrations;
import dev.kith.notifier.webhook.delivery.CatchUpBarrier;
import dev.kith.notifier.webhook.delivery.DeliveryDispatcher;
import dev.kith.schemas.Keys;
import dev.kith.schemas.Topics;
import dev.kith.schemas.UnknownRecordType;
import dev.kith.schemas.UnreadableRecord;
import dev.kith.schemas.WireFormat;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reader of {@code kith.webhooks}. Each node reads the topic from its beginning, so that each can
 * answer requests and knows which webhooks to deliver. Nothing is published before everything has
 * been read that was there at the start.
 */
@ApplicationScoped
public class WebhookTail {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookTail.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaClientConfig kafka;
  private final List<TopicPartition> partitions;
  private final WireFormat wire;
  private final StreamsLifecycle streams;
  private final DeliveryDispatcher deliveryDispatcher;
  private final UpdatesDemand updatesDemand;
  private final TopicEnds topics;
  private final CatchUpBarrier catchUpBarrier = new CatchUpBarrier();
  private final Thread thread;
  private WebhookRegistrations webhookRegistrations = new WebhookRegistrations();
  private boolean complete;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile Map<String, WebhookRegistration> all = Map.of();
  private volatile boolean stopping;

  WebhookTail(
      KithConfig kith,
      WireFormat wire,
      StreamsLifecycle streams,
      DeliveryDispatcher deliveryDispatcher,
      UpdatesDemand updatesDemand,
      TopicEnds topics,
      MeterRegistry metrics) {
    this.kafka = new KafkaClientConfig(kith);
    this.partitions =
        IntStream.range(0, kith.topics().partitions())
            .mapToObj(number -> new TopicPartition(Topics.WEBHOOKS.name(), number))
            .toList();
    this.wire = wire;
    this.streams = streams;
    this.deliveryDispatcher = deliveryDispatcher;
    this.updatesDemand = updatesDemand;
    this.topics = topics;
    this.thread = Thread.ofPlatform().name("webhooks").unstarted(this::run);
    metrics.gauge("kith.webhooks", Tags.of("state", "enabled"), this, tail -> tail.count(true));
    metrics.gauge("kith.webhooks", Tags.of("state", "stopped"), this, tail -> tail.count(false));
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    wakeUp();
    thread.join(STOP_TIMEOUT);
    deliveryDispatcher.stopAll();
  }

  /** Returns the present webhooks, oldest first. */
  Map<String, WebhookRegistration> all() {
    return all;
  }

  /**
   * Returns a future that completes when everything has been read that was written before this
   * call.
   */
  CompletableFuture<Void> upToDate() {
    var reached = catchUpBarrier.add();
    wakeUp();
    return reached;
  }

  private long count(boolean sentTo) {
    return all.values().stream().filter(webhook -> webhook.isSentTo() == sentTo).count();
  }

  private void wakeUp() {
    var reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        readUntilFailure();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void readUntilFailure() {
    // the topic exists once the streams have started
    if (streams.streams().isEmpty()) {
      return;
    }
    var settings = kafka.reader("read_committed");
    try (var fresh =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      fresh.assign(partitions);
      fresh.seekToBeginning(partitions);
      webhookRegistrations = new WebhookRegistrations();
      complete = false;
      var end = ends();
      consumer = fresh;
      while (!stopping) {
        step(fresh, end);
      }
    } catch (RuntimeException failure) {
      if (!stopping) {
        LOG.error("Reading kith.webhooks failed, reading it again from the beginning", failure);
      }
    } finally {
      consumer = null;
    }
  }

  private Map<Integer, Long> ends() {
    var numbers = partitions.stream().map(TopicPartition::partition).toList();
    return topics.decided(Topics.WEBHOOKS.name(), numbers).join();
  }

  private void step(Consumer<byte[], byte[]> reading, Map<Integer, Long> end) {
    try {
      catchUpBarrier.findEnds(this::ends);
      // nothing to wait for if the topic has not grown
      complete(catchUpBarrier.reached(reading));
      var records = reading.poll(POLL);
      records.forEach(this::take);
      var reached = catchUpBarrier.reached(reading);
      var wasComplete = complete;
      complete = complete || CatchUpBarrier.isReached(reading, end);
      if (complete && (!wasComplete || !records.isEmpty())) {
        all = Collections.unmodifiableMap(webhookRegistrations.all());
        deliveryDispatcher.follow(all);
        updatesDemand.follow(all.size());
      }
      complete(reached);
    } catch (WakeupException asked) {
      // a caller waits for what was just written
    }
  }

  private static void complete(List<CompletableFuture<Void>> reached) {
    reached.forEach(barrier -> barrier.complete(null));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    var id = Keys.first(record.key());
    var isRegistration = id.getBytes(StandardCharsets.UTF_8).length == record.key().length;
    if (record.value() != null) {
      try {
        webhookRegistrations.put(
            id, WebhookCodec.read(id, wire.read(Topics.WEBHOOKS, record.value())));
      } catch (UnreadableRecord | UnknownRecordType | IllegalArgumentException unreadable) {
        LOG.error(
            "Skipped an invalid record: {} offset {}", record.topic(), record.offset(), unreadable);
      }
    } else if (isRegistration) {
      webhookRegistrations.remove(id);
    }
  }
}
