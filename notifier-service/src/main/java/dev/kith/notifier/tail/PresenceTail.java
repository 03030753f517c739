package dev.kith.notifier.tail;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.TopicEnds;
import dev.kith.notifier.presence.SubscriberPresence;
import dev.kith.schemas.Keys;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Tail of {@code kith.presence-updates} that offers presence to subscribers' sessions. It reads
 * committed records only, because presence has no version by which an aborted record could be
 * recognised.
 */
@ApplicationScoped
public class PresenceTail {

  private final LiveTail<SubscriberPresence> tail;

  PresenceTail(KithConfig kith, WireFormat wire, TopicEnds ends) {
    this.tail =
        new LiveTail<>(
            Topics.PRESENCE_UPDATES.name(),
            new KafkaClientConfig(kith).reader("read_committed"),
            ends,
            new Presences(wire));
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    tail.stop();
  }

  /** Joins a session. It is notified once it has joined, and receives every record from then on. */
  public void join(TailListener session) {
    tail.join(session);
  }

  public void leave(TailListener session) {
    tail.leave(session);
  }

  private record Presences(WireFormat wire) implements LiveTail.RecordHandler<SubscriberPresence> {

    @Override
    public String subscriber(byte[] key) {
      return Keys.first(key);
    }

    @Override
    public SubscriberPresence read(byte[] value) {
      return SubscriberPresence.read(wire.read(Topics.PRESENCE_UPDATES, value));
    }

    @Override
    public void offer(TailListener session, SubscriberPresence presence) {
      session.offer(presence);
    }

    @Override
    public void joined(TailListener session) {
      session.listensToPresence();
    }
  }
}
