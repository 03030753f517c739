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
 * One thread that reads a topic as it grows, those partitions that it is told to. Others leave it
 * commands, so that whatever it touches is touched by it alone.
 */
final class TailThread {

  private static final Logger LOG = LoggerFactory.getLogger(TailThread.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 200;

  // a partition that is new here is first asked for when the look that is under way has ended
  private static final int LOOK_MILLIS = 100;

  private final String topic;
  private final Map<String, Object> consumerProperties;
  private final Ends ends;
  private final Reader reader;
  private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean stopping;

  /** Looks at the topic, and would not see a command that comes. */
  private volatile boolean polling;

  /** What is done with the topic; all on the thread. */
  interface Reader {

    void take(ConsumerRecord<byte[], byte[]> record);

    /**
     * Before and after each look at the topic. A command that came a moment ago may interrupt it at
     * any question to the consumer; then it comes again.
     */
    void settle();

    /** Something went wrong: the consumer is a new one, and reads nothing yet. */
    void startOver();
  }

  /** Where the topic ends, as far as this consumer may read. */
  interface Ends {
    CompletableFuture<Map<Integer, Long>> of(String topic, Collection<Integer> partitions);
  }

  TailThread(String topic, Map<String, Object> consumerProperties, Ends ends, Reader reader) {
    this.topic = topic;
    this.consumerProperties = Map.copyOf(consumerProperties);
    this.ends = ends;
    this.reader = reader;
    this.consumer = newConsumer();
    this.thread = Thread.ofPlatform().name("tail-of-" + topic).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void stop() throws InterruptedException {
    stopping = true;
    command(() -> {});
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  /** To be done on the thread, soon; it must ask the consumer nothing. */
  void command(Runnable command) {
    commands.add(command);
    // anywhere else it comes by soon, and questions to the broker are not cut short by a crowd
    if (polling) {
      consumer.wakeup();
    }
  }

  /** From now on these partitions are read. On the thread. */
  void read(Collection<Integer> partitions) {
    consumer.assign(partitions.stream().map(this::partition).toList());
  }

  /** On the thread. */
  KafkaConsumer<byte[], byte[]> consumer() {
    return consumer;
  }

  /** By partition, the offset behind its last record. On the thread, which waits for it. */
  Map<Integer, Long> ends(Collection<Integer> partitions) {
    return ends.of(topic, partitions).join();
  }

  TopicPartition partition(int number) {
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
      } catch (WakeupException commanded) {
        // a command waits
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
    LOG.error("The tail of {} starts over", topic, failure);
    var broken = consumer;
    consumer = newConsumer();
    broken.close();
    pause();
    reader.startOver();
  }

  /** What fails at once fails again at once. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private KafkaConsumer<byte[], byte[]> newConsumer() {
    var properties = new HashMap<>(consumerProperties);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LOOK_MILLIS);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
