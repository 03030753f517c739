package dev.kith.notifier.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.kit.KafkaProperties;
import dev.kith.kit.KithSettings;
import dev.kith.notifier.streams.SyncTold;
import dev.kith.schemas.Topics;
import dev.kith.schemas.UnreadableRecord;
import dev.kith.schemas.WireFormat;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code kith.syncs} as it grows, only the partitions of which this node holds sessions, and
 * tells owners' sessions how far their syncs have come. Committed only: a sync that was done is not
 * running again.
 */
@ApplicationScoped
public class SyncTail {

  private static final Logger LOG = LoggerFactory.getLogger(SyncTail.class);

  private final WireFormat wire;
  private final Listeners listeners = new Listeners();
  private final List<Session> joining = new ArrayList<>();
  private final Map<Integer, Long> next = new HashMap<>();
  private final TailThread thread;

  SyncTail(KithSettings kith, WireFormat wire) {
    this.wire = wire;
    this.thread =
        new TailThread(
            Topics.SYNCS.name(), new KafkaProperties(kith).reader("read_committed"), new Syncs());
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.stop();
  }

  /** The session is told that it listens; from then on it misses nothing. */
  void join(Session session) {
    thread.command(() -> joinNow(session));
  }

  void leave(Session session) {
    thread.command(() -> leaveNow(session));
  }

  private void joinNow(Session session) {
    var isFirst = !listeners.areIn(session.partition());
    listeners.add(session);
    joining.add(session);
    if (isFirst) {
      thread.read(listeners.partitions());
      seek(session.partition());
    }
  }

  private void leaveNow(Session session) {
    joining.remove(session);
    listeners.remove(session);
    if (!listeners.areIn(session.partition())) {
      next.remove(session.partition());
      thread.read(listeners.partitions());
    }
  }

  /** Where it was, or to the end where it has not been yet. */
  private void seek(int partition) {
    var topicPartition = thread.partition(partition);
    var offset = next.get(partition);
    if (offset == null) {
      thread.consumer().seekToEnd(Set.of(topicPartition));
    } else {
      thread.consumer().seek(topicPartition, offset);
    }
  }

  /** What the thread does with the topic. */
  private final class Syncs implements TailThread.Reader {

    /** Filters on the raw key: progress of nobody here is never decoded. */
    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
      if (record.key() != null && record.value() != null) {
        var sessions = listeners.of(record.partition(), new String(record.key(), UTF_8));
        if (!sessions.isEmpty()) {
          tell(sessions, record);
        }
      }
      next.computeIfPresent(record.partition(), (_, _) -> record.offset() + 1);
    }

    private void tell(Set<Session> sessions, ConsumerRecord<byte[], byte[]> record) {
      try {
        var told = SyncTold.read(wire.read(Topics.SYNCS, record.value()));
        sessions.forEach(session -> session.offer(told));
      } catch (UnreadableRecord unreadable) {
        LOG.warn("{} offset {} is no progress", record.topic(), record.offset(), unreadable);
      }
    }

    /** A session listens as soon as it is known from where on. */
    @Override
    public void settle() {
      var places = new HashSet<Integer>();
      joining.forEach(session -> places.add(session.partition()));
      places.forEach(place ->
          next.computeIfAbsent(place, _ -> thread.consumer().position(thread.partition(place))));
      joining.forEach(Session::listens);
      joining.clear();
    }

    /** From where it was, so that the last word about a sync is not lost. */
    @Override
    public void startOver() {
      thread.read(listeners.partitions());
      listeners.partitions().forEach(SyncTail.this::seek);
    }
  }
}
