package dev.kith.notifier.tail;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.TopicEnds;
import dev.kith.notifier.NotifierConfig;
import dev.kith.notifier.reader.TailStart;
import dev.kith.notifier.reader.TermTracker;
import dev.kith.schemas.Keys;
import dev.kith.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tail of {@code kith.updates}. It reads uncommitted records of the partitions of which this node
 * has sessions, and offers each update to its subscriber's sessions.
 *
 * <p>One thread does all the work and other threads submit commands, so that a session joins at an
 * exact offset.
 */
@ApplicationScoped
public class UpdateTail {

  private final long recentBytes;
  private final Map<Integer, RecentUpdates> recent = new HashMap<>();
  private final Map<Integer, TermTracker> terms = new HashMap<>();
  private final Counter fenced;
  private final TailSubscribers tailSubscribers = new TailSubscribers();
  private final JoiningListeners joining = new JoiningListeners();
  private final TailThread thread;

  UpdateTail(KithConfig kith, NotifierConfig settings, TopicEnds ends, MeterRegistry metrics) {
    this.fenced = metrics.counter("kith.updates.fenced");
    this.recentBytes = settings.recentUpdates().asLongValue() / kith.topics().partitions();
    this.thread =
        new TailThread(
            Topics.UPDATES.name(),
            new KafkaClientConfig(kith).reader("read_uncommitted"),
            ends::written,
            new Updates());
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.stop();
  }

  /**
   * Joins a session. It is offered each of its updates after {@code offset}, and notified when all
   * that were in the topic before it joined have been offered; or it is told to start again.
   *
   * @param start position of the address book, not after {@code offset}; the partition is read from
   *     there, because later sessions may know no more than that
   */
  public void join(TailListener session, long offset, TailStart start) {
    thread.command(() -> joinNow(session, offset, start));
  }

  public void leave(TailListener session) {
    thread.command(() -> leaveNow(session));
  }

  private void joinNow(TailListener session, long offset, TailStart start) {
    var partition = session.partition();
    var known = recent.get(partition);
    if (known == null) {
      var first = start.folded() + 1;
      known = new RecentUpdates(first, recentBytes);
      recent.put(partition, known);
      terms.put(partition, new TermTracker(start.terms()));
      thread.read(recent.keySet());
      thread.consumer().seek(thread.partition(partition), first);
    }
    if (!known.covers(offset)) {
      session.startAgain();
      return;
    }
    tailSubscribers.add(session);
    session.joined();
    known.forEachAfter(offset, session.subscriber(), session::offer);
    joining.add(session);
  }

  private void leaveNow(TailListener session) {
    joining.remove(session);
    tailSubscribers.remove(session);
    if (!tailSubscribers.areIn(session.partition()) && recent.remove(session.partition()) != null) {
      terms.remove(session.partition());
      thread.read(recent.keySet());
    }
  }

  /** Handler of the thread's records. */
  private final class Updates implements TailThread.Reader {

    /** Filters on the raw key, so that only updates with a session on this node are decoded. */
    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
      var known = recent.get(record.partition());
      var knownTerms = terms.get(record.partition());
      if (known == null || record.key() == null || record.value() == null) {
        return;
      }
      if (knownTerms != null && !knownTerms.isCurrent(record.headers())) {
        fenced.increment();
        return;
      }
      var rawUpdate = RawUpdate.of(record);
      known.add(rawUpdate);
      tailSubscribers
          .of(record.partition(), Keys.first(record.key()))
          .forEach(session -> session.offer(rawUpdate));
    }

    @Override
    public void settle() {
      joining.settle(thread);
    }

    /** Has all sessions start again from their address books, so that they lose no update. */
    @Override
    public void startOver() {
      var sessions = tailSubscribers.all();
      recent.clear();
      terms.clear();
      tailSubscribers.clear();
      joining.clear();
      sessions.forEach(TailListener::startAgain);
    }
  }
}
