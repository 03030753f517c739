package dev.kith.notifier.push;

import dev.kith.kit.KafkaProperties;
import dev.kith.kit.KithSettings;
import dev.kith.notifier.NotifierSettings;
import dev.kith.schemas.Keys;
import dev.kith.schemas.Topics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code kith.updates} as it grows, uncommitted, only the partitions of which this node holds
 * sessions, and offers each update to its subscriber's sessions.
 *
 * <p>One thread does all of it. Others leave commands; that is what makes a session's joining
 * exact.
 */
@ApplicationScoped
public class UpdateTail {

  private static final Logger LOG = LoggerFactory.getLogger(UpdateTail.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, Object> consumerProperties;
  private final int recentUpdates;
  private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
  private final Map<Integer, Tailed> tailed = new HashMap<>();
  private final List<Joining> joining = new ArrayList<>();
  private final Thread thread;
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean stopping;

  private record Tailed(RecentUpdates recent, Map<String, Set<Session>> listeners) {}

  /** A session that waits until the tail is as far as the topic was when the session joined. */
  private record Joining(Session session, TopicPartition partition, long until) {
    Joining until(long end) {
      return new Joining(session, partition, end);
    }
  }

  private static final long END_UNKNOWN = -1;

  UpdateTail(KithSettings kith, NotifierSettings settings) {
    this.consumerProperties = new KafkaProperties(kith).reader("read_uncommitted");
    this.recentUpdates = settings.recentUpdates();
    this.consumer = newConsumer();
    this.thread = Thread.ofPlatform().name("update-tail").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    command(() -> {});
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  /**
   * From now on the session is offered each of its updates after {@code offset}, and told when it
   * has been offered all that was there when it joined; or it is told to start again.
   */
  void join(Session session, int partition, long offset) {
    command(() -> joinNow(session, partition, offset));
  }

  void leave(Session session, int partition) {
    command(() -> leaveNow(session, partition));
  }

  private void command(Runnable command) {
    commands.add(command);
    consumer.wakeup();
  }

  private void run() {
    while (!stopping) {
      try {
        runCommands();
        findEnds();
        tellCaughtUp();
        if (!tailed.isEmpty()) {
          consumer.poll(POLL).forEach(this::offer);
          tellCaughtUp();
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

  private void runCommands() throws InterruptedException {
    var command = tailed.isEmpty() ? commands.take() : commands.poll();
    while (command != null) {
      command.run();
      command = commands.poll();
    }
  }

  private void joinNow(Session session, int partition, long offset) {
    var known = tailed.get(partition);
    if (known == null) {
      known = new Tailed(new RecentUpdates(offset + 1, recentUpdates), new HashMap<>());
      tailed.put(partition, known);
      assign();
      consumer.seek(topicPartition(partition), offset + 1);
    }
    if (!known.recent.covers(offset)) {
      session.startAgain();
      return;
    }
    known
        .listeners
        .computeIfAbsent(session.subscriber().text(), ignored -> new HashSet<>())
        .add(session);
    session.joined();
    known.recent.forEachAfter(offset, session.subscriber(), session::offer);
    joining.add(new Joining(session, topicPartition(partition), END_UNKNOWN));
  }

  /** One question for all that joined since the last time. */
  private void findEnds() {
    var asking =
        joining.stream()
            .filter(waiting -> waiting.until == END_UNKNOWN)
            .map(Joining::partition)
            .collect(Collectors.toSet());
    if (!asking.isEmpty()) {
      var ends = consumer.endOffsets(asking, PATIENCE);
      joining.replaceAll(waiting ->
          waiting.until == END_UNKNOWN
              ? waiting.until(ends.getOrDefault(waiting.partition, 0L))
              : waiting);
    }
  }

  private void tellCaughtUp() {
    joining.removeIf(waiting -> {
      var reached = consumer.position(waiting.partition) >= waiting.until;
      if (reached) {
        waiting.session.caughtUp();
      }
      return reached;
    });
  }

  private void leaveNow(Session session, int partition) {
    joining.removeIf(waiting -> waiting.session.equals(session));
    var known = tailed.get(partition);
    if (known == null) {
      return;
    }
    var subscriber = session.subscriber().text();
    var sessions = known.listeners.get(subscriber);
    if (sessions != null && sessions.remove(session) && sessions.isEmpty()) {
      known.listeners.remove(subscriber);
    }
    if (known.listeners.isEmpty()) {
      tailed.remove(partition);
      assign();
    }
  }

  /** Filters on the raw key: an update for nobody here is never decoded. */
  private void offer(ConsumerRecord<byte[], byte[]> record) {
    var known = tailed.get(record.partition());
    if (known == null || record.key() == null || record.value() == null) {
      return;
    }
    known.recent.add(record);
    known
        .listeners
        .getOrDefault(Keys.first(record.key()), Set.of())
        .forEach(session -> session.offer(record));
  }

  /** Whatever went wrong, sessions lose nothing: each starts again with its address book. */
  private void startOver(RuntimeException failure) {
    LOG.error("The tail of {} starts over", Topics.UPDATES.name(), failure);
    var sessions =
        tailed.values().stream()
            .flatMap(known -> known.listeners.values().stream())
            .flatMap(Set::stream)
            .toList();
    tailed.clear();
    joining.clear();
    var broken = consumer;
    consumer = newConsumer();
    broken.close();
    sessions.forEach(Session::startAgain);
  }

  private void assign() {
    consumer.assign(tailed.keySet().stream().map(UpdateTail::topicPartition).toList());
  }

  private KafkaConsumer<byte[], byte[]> newConsumer() {
    return new KafkaConsumer<>(
        consumerProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static TopicPartition topicPartition(int partition) {
    return new TopicPartition(Topics.UPDATES.name(), partition);
  }
}
