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
 * Reads a topic as it grows, only the partitions of which this node holds sessions, and offers each
 * record to the sessions it is for. Who listens misses nothing, and is told nothing of before.
 */
final class LiveTail<T> {

  private static final Logger LOG = LoggerFactory.getLogger(LiveTail.class);

  private final Program<T> program;
  private final TailSubscribers tailSubscribers = new TailSubscribers();
  private final List<TailListener> joining = new ArrayList<>();
  private final Map<Integer, Long> next = new HashMap<>();
  private final TailThread thread;

  /** What is on the topic, and what is done with it; all on the tail's thread. */
  interface Program<T> {

    /** Whom a record is for. */
    String subscriber(byte[] key);

    /**
     * Reads a record.
     *
     * @throws UnreadableRecord if it is none; then it is passed over
     */
    T read(byte[] value);

    void offer(TailListener session, T value);

    /** From now on the session misses nothing. */
    void listens(TailListener session);
  }

  /** Of what is committed; {@code consumerProperties} are of such a reader. */
  LiveTail(
      String topic, Map<String, Object> consumerProperties, TopicEnds ends, Program<T> program) {
    this.program = program;
    this.thread = new TailThread(topic, consumerProperties, ends::decided, new Records());
    thread.start();
  }

  void stop() throws InterruptedException {
    thread.stop();
  }

  void join(TailListener session) {
    thread.command(() -> joinNow(session));
  }

  void leave(TailListener session) {
    thread.command(() -> leaveNow(session));
  }

  private void joinNow(TailListener session) {
    var isFirst = !tailSubscribers.areIn(session.partition());
    tailSubscribers.add(session);
    joining.add(session);
    if (isFirst) {
      thread.read(tailSubscribers.partitions());
    }
  }

  private void leaveNow(TailListener session) {
    joining.remove(session);
    tailSubscribers.remove(session);
    if (!tailSubscribers.areIn(session.partition())) {
      next.remove(session.partition());
      thread.read(tailSubscribers.partitions());
    }
  }

  /** Where it was; where it has not been yet, that is found before it is read. */
  private void seek(int partition) {
    var offset = next.get(partition);
    if (offset != null) {
      thread.consumer().seek(thread.partition(partition), offset);
    }
  }

  /** What the thread does with the topic. */
  private final class Records implements TailThread.Reader {

    /** Filters on the raw key: what is for nobody here is never decoded. */
    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
      if (record.key() != null && record.value() != null) {
        var sessions = tailSubscribers.of(record.partition(), program.subscriber(record.key()));
        if (!sessions.isEmpty()) {
          tell(sessions, record);
        }
      }
      next.computeIfPresent(record.partition(), (_, _) -> record.offset() + 1);
    }

    private void tell(Set<TailListener> sessions, ConsumerRecord<byte[], byte[]> record) {
      try {
        var value = program.read(record.value());
        sessions.forEach(session -> program.offer(session, value));
      } catch (UnreadableRecord | UnknownRecordType | IllegalArgumentException unreadable) {
        LOG.warn("{} offset {} cannot be read", record.topic(), record.offset(), unreadable);
      }
    }

    /** A session listens as soon as it is known from where on. */
    @Override
    public void settle() {
      var places = new HashSet<Integer>();
      joining.forEach(session -> places.add(session.partition()));
      places.removeAll(next.keySet());
      if (!places.isEmpty()) {
        next.putAll(thread.ends(places));
        places.forEach(LiveTail.this::seek);
      }
      joining.forEach(program::listens);
      joining.clear();
    }

    /** From where it was, so that the last word about anything is not lost. */
    @Override
    public void startOver() {
      thread.read(tailSubscribers.partitions());
      tailSubscribers.partitions().forEach(LiveTail.this::seek);
    }
  }
}
