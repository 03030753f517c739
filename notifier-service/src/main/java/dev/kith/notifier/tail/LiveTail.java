package dev.kith.notifier.tail;

import dev.kith.kit.config.TopicEnds;
import dev.kith.schemas.UnknownRecordType;
import dev.kith.schemas.UnreadableRecord;
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
 * Tail of a topic that starts at its present end. It reads the partitions of which this node has
 * sessions, and offers each record to its subscriber's sessions. A session receives every record
 * from after it has joined, and none from before.
 *
 * @param <L> the sessions
 * @param <T> the decoded records
 */
final class LiveTail<L extends TailMember, T> {

  private static final Logger LOG = LoggerFactory.getLogger(LiveTail.class);

  private final RecordHandler<L, T> handler;
  private final TailSubscribers<L> tailSubscribers = new TailSubscribers<>();
  private final List<L> joining = new ArrayList<>();
  private final Map<Integer, Long> next = new HashMap<>();
  private final TailThread thread;

  /** Topic-specific part of a tail. All methods run on the tail's thread. */
  interface RecordHandler<L, T> {

    /** Returns the subscriber of a record. */
    String subscriber(byte[] key);

    /**
     * Decodes a record.
     *
     * @throws UnreadableRecord if that is not possible; the record is skipped
     */
    T read(byte[] value);

    void offer(L session, T value);

    /** The session receives every record from now on. */
    void joined(L session);
  }

  /**
   * Creates and starts a tail of committed records; {@code consumerProperties} must be of a {@code
   * read_committed} consumer.
   */
  LiveTail(
      String topic,
      Map<String, Object> consumerProperties,
      TopicEnds ends,
      RecordHandler<L, T> handler) {
    this.handler = handler;
    this.thread = new TailThread(topic, consumerProperties, ends::decided, new Records());
    thread.start();
  }

  void stop() throws InterruptedException {
    thread.stop();
  }

  void join(L session) {
    thread.command(() -> joinNow(session));
  }

  void leave(L session) {
    thread.command(() -> leaveNow(session));
  }

  private void joinNow(L session) {
    var isFirst = !tailSubscribers.areIn(session.partition());
    tailSubscribers.add(session);
    joining.add(session);
    if (isFirst) {
      thread.read(tailSubscribers.partitions());
    }
  }

  private void leaveNow(L session) {
    joining.remove(session);
    tailSubscribers.remove(session);
    if (!tailSubscribers.areIn(session.partition())) {
      next.remove(session.partition());
      thread.read(tailSubscribers.partitions());
    }
  }

  /**
   * Seeks to where the partition was read up to. A new partition has no such offset yet; it is
   * looked up before the partition is read.
   */
  private void seek(int partition) {
    var offset = next.get(partition);
    if (offset != null) {
      thread.consumer().seek(thread.partition(partition), offset);
    }
  }

  /** Handler of the thread's records. */
  private final class Records implements TailThread.Reader {

    /** Filters on the raw key, so that only records with a session on this node are decoded. */
    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
      if (record.key() != null && record.value() != null) {
        var sessions = tailSubscribers.of(record.partition(), handler.subscriber(record.key()));
        if (!sessions.isEmpty()) {
          deliver(sessions, record);
        }
      }
      next.computeIfPresent(record.partition(), (_, _) -> record.offset() + 1);
    }

    private void deliver(Set<L> sessions, ConsumerRecord<byte[], byte[]> record) {
      try {
        var value = handler.read(record.value());
        sessions.forEach(session -> handler.offer(session, value));
      } catch (UnreadableRecord | UnknownRecordType | IllegalArgumentException unreadable) {
        LOG.warn(
            "Skipped an unreadable record: {} offset {}",
            record.topic(),
            record.offset(),
            unreadable);
      }
    }

    /** Registers joining sessions once the offset from which they receive records is known. */
    @Override
    public void settle() {
      var places = new HashSet<Integer>();
      joining.forEach(session -> places.add(session.partition()));
      places.removeAll(next.keySet());
      if (!places.isEmpty()) {
        next.putAll(thread.ends(places));
        places.forEach(LiveTail.this::seek);
      }
      joining.forEach(handler::joined);
      joining.clear();
    }

    /** Continues from the previous offsets, so that no record is lost. */
    @Override
    public void startOver() {
      thread.read(tailSubscribers.partitions());
      tailSubscribers.partitions().forEach(LiveTail.this::seek);
    }
  }
}
