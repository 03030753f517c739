package dev.kith.notifier.delivery;

import static java.util.Objects.requireNonNull;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.TopicEnds;
import dev.kith.schemas.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** {@link FanOutTopic} of the broker. A call fails with KafkaException if it does not answer. */
@Singleton
final class KafkaFanOutTopic implements FanOutTopic {

  private static final long TIMEOUT_SECONDS = 5;
  private static final String NAME = Topics.FANOUT.name();

  private final Admin admin;
  private final TopicEnds ends;
  private final String application;
  private volatile @Nullable String id;

  KafkaFanOutTopic(KithConfig settings, TopicEnds ends) {
    this.ends = ends;
    this.application = settings.streams().applicationId();
    this.admin = Admin.create(new KafkaClientConfig(settings).common());
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ZERO);
  }

  @Override
  public String id() {
    var known = id;
    if (known == null) {
      var described =
          requireNonNull(admin.describeTopics(List.of(NAME)).topicNameValues().get(NAME));
      known = await(described.toCompletionStage().toCompletableFuture()).topicId().toString();
      id = known;
    }
    return known;
  }

  @Override
  public long begin(int partition) {
    return ends.begin(new TopicPartition(NAME, partition));
  }

  @Override
  public long committed(int partition) {
    var offsets =
        await(
            admin
                .listConsumerGroupOffsets(application)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .toCompletableFuture());
    var committed = offsets.get(new TopicPartition(NAME, partition));
    return committed == null ? 0 : committed.offset();
  }

  @Override
  public long end(int partition) {
    return requireNonNull(await(ends.written(NAME, List.of(partition))).get(partition));
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException(interrupted);
    } catch (ExecutionException | TimeoutException failure) {
      throw new KafkaException("The broker did not answer a request about " + NAME, failure);
    }
  }
}
