package dev.kith.notifier.tail;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread that tails assigned partitions of a topic. Other threads submit commands, so that the
 * consumer and all state are confined to this thread.
 */
public final class TailThread {

  private static final Logger LOG = LoggerFactory.getLogger(TailThread.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 200;

  // a new partition is fetched only once the running fetch has returned
  private static final int FETCH_WAIT_MILLIS = 100;

  private final String topic;
  private final Map<String, Object> consumerProperties;
  private final Ends ends;
  private final Reader reader;
  private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean stopping;

  /** True while the thread polls and would not notice a new command. */
  private volatile boolean polling;

  /** Handler of the topic's records. All methods run on the thread. */
  public interface Reader {

    void take(ConsumerRecord<byte[], byte[]> record);

    /**
     * Called before and after each poll. A command that arrived just before may interrupt any
     * request to the consumer; then this is called again.
     */
    void settle();

    /** Called after a failure: the consumer is new and has no partitions yet. */
    void startOver();
  }

  /** Source of the topic's end offsets, as far as this consumer may read. */
  public interface Ends {
    CompletableFuture<Map<Integer, Long>> of(String topic, Collection<Integer> partitions);
  }

  public TailThread(
      String topic, Map<String, Object> consumerProperties, Ends ends, Reader reader) {
    this.topic = topic;
    this.consumerProperties = Map.copyOf(consumerProperties);
    this.ends = ends;
    this.reader = reader;
    this.consumer = newConsumer();
    this.thread = Thread.ofPlatform().name("tail-of-" + topic).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  public void stop() throws InterruptedException {
    stopping = true;
    command(() -> {});
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  /** Runs a command on the thread, soon. It must not send requests with the consumer. */
  public void command(Runnable command) {
    commands.add(command);
    // outside of poll the thread runs commands soon anyway; wake-ups would only interrupt its
    // requests
    if (polling) {
      consumer.wakeup();
    }
  }

  /** Assigns the partitions to read. On the thread. */
  public void read(Collection<Integer> partitions) {
    consumer.assign(partitions.stream().map(this::partition).toList());
  }

  /** On the thread. */
  public KafkaConsumer<byte[], byte[]> consumer() {
    return consumer;
  }

  /**
   * Returns the offset after the last record of each partition. Called on the thread, which blocks.
   */
  public Map<Integer, Long> ends(Collection<Integer> partitions) {
    return ends.of(topic, partitions).join();
  }

  public TopicPartition partition(int number) {
    return new TopicPartition(topic, number);
  }

  private void run() {
    while (!stopping) {
      try {
        runCommands();
        reader.settle();
        if (!consumer.assignment().isEmpty()) {
          poll();
          reader.settle();
        }
      } catch (WakeupException woken) {
        // a command is waiting
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        break;
      } catch (RuntimeException failure) {
        startOver(failure);
      }
    }
    consumer.close();
  }

  private void poll() {
    polling = true;
    try {
      if (commands.isEmpty()) {
        consumer.poll(POLL).forEach(reader::take);
      }
    } finally {
      polling = false;
    }
  }

  private void runCommands() throws InterruptedException {
    var command = consumer.assignment().isEmpty() ? commands.take() : commands.poll();
    while (command != null) {
      command.run();
      command = commands.poll();
    }
  }

  private void startOver(RuntimeException failure) {
    LOG.error("Tail of {} failed, restarting with a new consumer", topic, failure);
    do {
      pause();
    } while (!stopping && !renewConsumer());
    reader.startOver();
  }

  /**
   * Returns whether there is a new consumer. The old one may have passed records that were lost.
   */
  private boolean renewConsumer() {
    var broken = consumer;
    try {
      consumer = newConsumer();
    } catch (RuntimeException failure) {
      LOG.error("Consumer of {} could not be created, retrying", topic, failure);
      return false;
    }
    try {
      broken.close();
    } catch (RuntimeException failure) {
      LOG.warn("Former consumer of {} could not be closed", topic, failure);
    }
    return true;
  }

  /** Pauses, because a failure may recur at once. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private KafkaConsumer<byte[], byte[]> newConsumer() {
    var properties = new HashMap<>(consumerProperties);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
