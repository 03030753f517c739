package dev.kith.kit.halt;

import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reader that tails {@code kith.skipped-positions} from its beginning while the service runs. All
 * of it must be read before anything is folded, so that a rebuild skips the same records.
 */
public final class SkipTail implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SkipTail.class);

  /** The broker answers at once when a record arrives; otherwise the consumer polls this seldom. */
  private static final int WAIT_MILLIS = 10_000;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final SkippedPositions skipped;
  private final Thread thread;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private volatile boolean closed;

  private SkipTail(Map<String, Object> properties, SkippedPositions skipped) {
    this.skipped = skipped;
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, WAIT_MILLIS);
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.thread = Thread.ofPlatform().name("skipped-positions").daemon().unstarted(this::run);
  }

  /**
   * Starts the reader and returns when it has read everything that is there.
   *
   * @param properties of a consumer without a group
   * @throws KafkaException if the broker does not answer in time
   */
  public static SkipTail start(
      Map<String, Object> properties, SkippedPositions skipped, Duration within)
      throws InterruptedException {
    var tail = new SkipTail(properties, skipped);
    tail.thread.start();
    if (!tail.caughtUp.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
      tail.close();
      throw new KafkaException("kith.skipped-positions could not be read in time");
    }
    return tail;
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
  }

  private void run() {
    try (consumer) {
      var partitions =
          consumer.partitionsFor(Topics.SKIPPED_POSITIONS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (!closed) {
        poll();
        if (caughtUp.getCount() > 0 && isAt(partitions, ends)) {
          caughtUp.countDown();
        }
      }
    } catch (WakeupException closing) {
      LOG.debug("Reader of skipped positions stops");
    } catch (RuntimeException failure) {
      LOG.error("Reader of skipped positions failed; restart this service", failure);
    }
  }

  private void poll() {
    try {
      consumer
          .poll(caughtUp.getCount() > 0 ? Duration.ofMillis(100) : Duration.ofMillis(WAIT_MILLIS))
          .forEach(record -> skipped.take(record.key(), record.value()));
    } catch (WakeupException closing) {
      throw closing;
    } catch (KafkaException failure) {
      LOG.warn("Reading skipped positions failed, retrying: {}", failure.getMessage());
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private boolean isAt(List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    return partitions.stream()
        .allMatch(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
  }
}
