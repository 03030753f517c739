package dev.kith.notifier.reader;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.TopicEnds;
import dev.kith.schemas.Topics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Identity and end offsets of {@code kith.updates}, against which cursors are checked. */
@Singleton
public class UpdatesTopic {

  private static final long TIMEOUT_SECONDS = 5;

  /** Characters of the topic id in a cursor, of Kafka's 22: 48 of its 122 random bits. */
  private static final int ID_LENGTH = 8;

  private final Admin admin;
  private final TopicEnds ends;
  private volatile @Nullable String topicId;

  UpdatesTopic(KithConfig settings, TopicEnds ends) {
    this.ends = ends;
    this.admin = Admin.create(new KafkaClientConfig(settings).common());
  }

  void stop(@Observes ShutdownEvent event) {
    admin.close(java.time.Duration.ZERO);
  }

  /**
   * Returns a cursor in this topic. The first call asks the broker, and so blocks.
   *
   * @throws Unreachable if the broker does not answer
   */
  public Cursor cursor(int partition, long offset) {
    return new Cursor(partition, offset, topicId());
  }

  /** Returns whether the cursor belongs to this topic. Blocks as {@link #cursor} does. */
  boolean isOf(Cursor cursor) {
    return cursor.topic().equals(topicId());
  }

  /**
   * Returns the offset after the last record, committed or not. Blocks.
   *
   * @throws Unreachable if the broker does not answer
   */
  long end(int partition) {
    var end = await(ends.written(Topics.UPDATES.name(), List.of(partition))).get(partition);
    return Objects.requireNonNull(end);
  }

  private String topicId() {
    var known = topicId;
    if (known == null) {
      var name = Topics.UPDATES.name();
      var described = admin.describeTopics(List.of(name)).topicNameValues().get(name);
      if (described == null) {
        throw new IllegalStateException("Kafka did not describe " + name);
      }
      known =
          await(described.toCompletionStage().toCompletableFuture())
              .topicId()
              .toString()
              .substring(0, ID_LENGTH);
      topicId = known;
    }
    return known;
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unreachable(interrupted);
    } catch (ExecutionException | TimeoutException failure) {
      throw new Unreachable(failure);
    }
  }

  /** Thrown if the broker did not answer; a retry may succeed. */
  static final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(Throwable cause) {
      super("The broker did not answer a request about kith.updates", cause);
    }
  }
}
