package dev.kith.notifier.webhook.delivery;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.TopicEnds;
import dev.kith.notifier.webhook.WebhookRegistration;
import dev.kith.schemas.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** End offsets of {@code kith.updates}, and the offsets of webhooks in it. */
@ApplicationScoped
public class UpdateOffsets {

  private final Admin admin;
  private final TopicEnds topics;
  private final List<Integer> partitions;
  private final String prefix;

  UpdateOffsets(KithConfig settings, TopicEnds topics) {
    this.topics = topics;
    this.admin = Admin.create(new KafkaClientConfig(settings).common());
    this.partitions = IntStream.range(0, settings.topics().partitions()).boxed().toList();
    this.prefix = settings.streams().applicationId() + "-webhook-";
  }

  @PreDestroy
  void close() {
    admin.close();
  }

  /** Returns the consumer group of a webhook. */
  String group(String webhook) {
    return prefix + webhook;
  }

  /** Returns, by partition, the offset after the last committed record. */
  public CompletableFuture<List<Long>> ends() {
    return topics
        .decided(Topics.UPDATES.name(), partitions)
        .thenApply(ends ->
            partitions.stream().map(number -> Objects.requireNonNull(ends.get(number))).toList());
  }

  /**
   * Returns how many records the webhook has not read yet. Approximate, because transaction markers
   * count too.
   */
  public CompletableFuture<Long> lag(WebhookRegistration webhook) {
    return committed(webhook.webhook().id())
        .thenCombine(ends(), (committed, ends) -> lag(webhook, committed, ends));
  }

  private static long lag(
      WebhookRegistration webhook, Map<Integer, Long> committed, List<Long> ends) {
    return IntStream.range(0, ends.size())
        .mapToLong(partition -> {
          var next = committed.getOrDefault(partition, webhook.reached(partition).next());
          return Math.max(0, ends.get(partition) - next);
        })
        .sum();
  }

  private CompletableFuture<Map<Integer, Long>> committed(String webhook) {
    return admin
        .listConsumerGroupOffsets(group(webhook))
        .partitionsToOffsetAndMetadata()
        .toCompletionStage()
        .toCompletableFuture()
        .handle((offsets, noSuchGroup) -> {
          var places = new HashMap<Integer, Long>();
          if (offsets != null) {
            offsets.forEach((place, offset) -> {
              if (offset != null) {
                places.put(place.partition(), offset.offset());
              }
            });
          }
          return places;
        });
  }
}
