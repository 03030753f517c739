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

/** Which {@code kith.updates} this is, and how far it goes: what a cursor is held against. */
@Singleton
public class UpdatesTopic {

  private static final long PATIENCE_SECONDS = 5;

  /** Of Kafka's 22 letters: 48 of its 122 random bits. */
  private static final int WORD = 8;

  private final Admin admin;
  private final TopicEnds ends;
  private volatile @Nullable String word;

  UpdatesTopic(KithConfig settings, TopicEnds ends) {
    this.ends = ends;
    this.admin = Admin.create(new KafkaClientConfig(settings).common());
  }

  void stop(@Observes ShutdownEvent event) {
    admin.close(java.time.Duration.ZERO);
  }

  /**
   * A place in it. The first time it asks the broker, and so blocks.
   *
   * @throws Unreachable if the broker does not say which topic it is
   */
  public Cursor cursor(int partition, long offset) {
    return new Cursor(partition, offset, word());
  }

  /** Whether the cursor belongs to this very topic; blocks as {@link #cursor}. */
  boolean isOf(Cursor cursor) {
    return cursor.topic().equals(word());
  }

  /**
   * The offset behind the last record, committed or not. Blocks.
   *
   * @throws Unreachable if the broker does not say
   */
  long end(int partition) {
    var end = await(ends.written(Topics.UPDATES.name(), List.of(partition))).get(partition);
    return Objects.requireNonNull(end);
  }

  private String word() {
    var known = word;
    if (known == null) {
      var name = Topics.UPDATES.name();
      var described = admin.describeTopics(List.of(name)).topicNameValues().get(name);
      if (described == null) {
        throw new IllegalStateException("Kafka was asked about " + name);
      }
      known =
          await(described.toCompletionStage().toCompletableFuture())
              .topicId()
              .toString()
              .substring(0, WORD);
      word = known;
    }
    return known;
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unreachable(interrupted);
    } catch (ExecutionException | TimeoutException failure) {
      throw new Unreachable(failure);
    }
  }

  /** The broker did not answer; it may do so soon. */
  static final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(Throwable cause) {
      super("The broker does not say where kith.updates stands", cause);
    }
  }
}
