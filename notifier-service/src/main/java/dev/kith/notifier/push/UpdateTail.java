package dev.kith.notifier.push;

import dev.kith.kit.KafkaProperties;
import dev.kith.kit.KithSettings;
import dev.kith.kit.TopicEnds;
import dev.kith.notifier.NotifierSettings;
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
 * Reads {@code kith.updates} as it grows, uncommitted, only the partitions of which this node holds
 * sessions, and offers each update to its subscriber's sessions.
 *
 * <p>One thread does all of it. Others leave commands; that is what makes a session's joining
 * exact.
 */
@ApplicationScoped
public class UpdateTail {

  private final long recentBytes;
  private final Map<Integer, RecentUpdates> recent = new HashMap<>();
  private final Map<Integer, Terms> terms = new HashMap<>();
  private final Counter fenced;
  private final Listeners listeners = new Listeners();
  private final JoiningSessions joining = new JoiningSessions();
  private final TailThread thread;

  UpdateTail(KithSettings kith, NotifierSettings settings, TopicEnds ends, MeterRegistry metrics) {
    this.fenced = metrics.counter("kith.updates.fenced");
    this.recentBytes = settings.recentUpdates().asLongValue() / kith.topics().partitions();
    this.thread =
        new TailThread(
            Topics.UPDATES.name(),
            new KafkaProperties(kith).reader("read_uncommitted"),
            ends::written,
            new Updates());
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.stop();
  }

  /**
   * From now on the session is offered each of its updates after {@code offset}, and told when it
   * has been offered all that was there when it joined; or it is told to start again.
   *
   * @param start what the address book knows, at most as far as {@code offset}: others may come who
   *     know no more than that
   */
  void join(Session session, long offset, TailStart start) {
    thread.command(() -> joinNow(session, offset, start));
  }

  void leave(Session session) {
    thread.command(() -> leaveNow(session));
  }

  private void joinNow(Session session, long offset, TailStart start) {
    var partition = session.partition();
    var known = recent.get(partition);
    if (known == null) {
      var first = start.folded() + 1;
      known = new RecentUpdates(first, recentBytes);
      recent.put(partition, known);
      terms.put(partition, new Terms(start.terms()));
      thread.read(recent.keySet());
      thread.consumer().seek(thread.partition(partition), first);
    }
    if (!known.covers(offset)) {
      session.startAgain();
      return;
    }
    listeners.add(session);
    session.joined();
    known.forEachAfter(offset, session.subscriber(), session::offer);
    joining.add(session);
  }

  private void leaveNow(Session session) {
    joining.remove(session);
    listeners.remove(session);
    if (!listeners.areIn(session.partition()) && recent.remove(session.partition()) != null) {
      terms.remove(session.partition());
      thread.read(recent.keySet());
    }
  }

  /** What the thread does with the topic. */
  private final class Updates implements TailThread.Reader {

    /** Filters on the raw key: an update for nobody here is never decoded. */
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
      var said = Said.of(record);
      known.add(said);
      listeners
          .of(record.partition(), Keys.first(record.key()))
          .forEach(session -> session.offer(said));
    }

    @Override
    public void settle() {
      joining.settle(thread);
    }

    /** Whatever went wrong, sessions lose nothing: each starts again with its address book. */
    @Override
    public void startOver() {
      var sessions = listeners.all();
      recent.clear();
      terms.clear();
      listeners.clear();
      joining.clear();
      sessions.forEach(Session::startAgain);
    }
  }
}
