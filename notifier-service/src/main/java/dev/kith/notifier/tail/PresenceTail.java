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
 * Reads {@code kith.presence-updates} as it grows, and tells subscribers' sessions who comes and
 * goes. Committed only: presence has no version that would tell what was taken back.
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

  /** The session is told that it listens; from then on it misses nothing. */
  public void join(TailListener session) {
    tail.join(session);
  }

  public void leave(TailListener session) {
    tail.leave(session);
  }

  private record Presences(WireFormat wire) implements LiveTail.Program<SubscriberPresence> {

    @Override
    public String subscriber(byte[] key) {
      return Keys.first(key);
    }

    @Override
    public SubscriberPresence read(byte[] value) {
      return SubscriberPresence.read(wire.read(Topics.PRESENCE_UPDATES, value));
    }

    @Override
    public void offer(TailListener session, SubscriberPresence told) {
      session.offer(told);
    }

    @Override
    public void listens(TailListener session) {
      session.listensToPresence();
    }
  }
}
